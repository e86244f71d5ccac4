using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Lifecycle;

namespace Auditor.Pipeline.Distribute;

/// <summary>
/// The results of a run's workers in a folder of this machine, one file each: they are read one by one, so that memory does not grow with what is not needed any more.
/// Adding is safe from any thread; the rest is safe once all are added.
/// </summary>
/// <param name="folder">The folder; made if it does not exist.</param>
/// <param name="version">Who must have written them, as <see cref="AccountResult.VersionOf"/> says.</param>
public sealed class AccountResults(string folder, string version)
{
    private readonly Lock gate = new();
    private readonly LatestAccounts latest = LatestAccounts.ForThisMachine();
    private readonly ConcurrentDictionary<RememberedPolicy, RememberedPolicy> remembered = new();
    private readonly SortedDictionary<string, ResultHead> heads = new(StringComparer.Ordinal);

    private HashSet<string>? leading;

    /// <summary>Takes one worker's result.</summary>
    /// <param name="account">The account that it should be about.</param>
    /// <param name="compressed">What the worker wrote; null if it wrote nothing.</param>
    public void Add(string account, ReadOnlyMemory<byte>? compressed)
    {
        var head = HeadOf(account, compressed);
        if (head.IsUsable)
        {
            Directory.CreateDirectory(folder);
            using var file = File.Create(FileOf(account));
            file.Write(compressed!.Value.Span);
        }

        lock (gate)
            heads[account] = head;
    }

    /// <summary>What became of each account, in ordinal order.</summary>
    public ImmutableArray<ResultHead> Heads => [.. heads.Values];

    /// <summary>How many accounts were not evaluated again, because nothing that their verdicts hang on has changed.</summary>
    public int Unchanged => heads.Values.Count(head => head.IsUnchanged);

    /// <summary>The accounts whose files were there to be read.</summary>
    internal ImmutableSortedSet<string> Collected => [.. heads.Values.Where(head => head is { IsUsable: true, IsCollected: true }).Select(head => head.Account)];

    /// <summary>The audit of an account that was collected.</summary>
    internal AccountAudit Restore(string account, SnapshotReader snapshot, AuditFrame frame)
    {
        var result = Read(account);
        var audit = RestoredAccount.Of(result with { Memory = result.Memory?.Sharing(remembered) }, snapshot, frame, Leading);
        return frame.SettingOf(account).IsPayer == false
            ? audit.LaidAside(new LaidAsideAccount(() => RestoredAccount.ContentsOf(Read(account), snapshot, frame), latest))
            : audit;
    }

    private AccountResult Read(string account) =>
        JsonAccountResultReader.Read(File.ReadAllBytes(FileOf(account)), out var problem) ?? throw new InvalidDataException($"the result of `{account}`: {problem}");

    /// <summary>Of the links of all accounts those that lead anywhere: the others need not be restored.</summary>
    private HashSet<string> Leading
    {
        get
        {
            lock (gate)
                return leading ??= TrustNames.Leading([.. heads.Values.SelectMany(head => head.Links)]);
        }
    }

    private string FileOf(string account) => Path.Combine(folder, account + ".json.gz");

    private ResultHead HeadOf(string account, ReadOnlyMemory<byte>? compressed)
    {
        if (compressed is not { } bytes)
            return new ResultHead(account, "its worker left no result");
        if (JsonAccountResultReader.Read(bytes, out var problem) is not { } result)
            return new ResultHead(account, "its worker's result cannot be used: " + problem);
        if (result.Account != account)
            return new ResultHead(account, $"its worker's result is about `{result.Account}`");
        if (result.Version != version)
            return new ResultHead(account, $"its worker was of another version: `{result.Version}`");
        return new ResultHead(account, null) { IsCollected = result.IsCollected, IsUnchanged = result.IsUnchanged, FileHash = result.FileHash, Refused = result.Refused, Links = [.. result.Principals.Select(kept => kept.Link).OfType<TrustNames>()] };
    }
}
