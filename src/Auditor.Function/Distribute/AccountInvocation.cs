using System.Collections.Immutable;
using Auditor.Aws.Collect;
using Auditor.Function.Answers;
using Auditor.Function.Denials;
using Auditor.Function.Events;
using Auditor.Function.Runs;
using Auditor.Function.Telemetry;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Distribute;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Distribute;

/// <summary>A worker of a distributed run: reads one account, audits it, and leaves its result in the bucket. Done again, it leaves the same.</summary>
internal sealed class AccountInvocation(SharedWork shared, FunctionSettings settings, FunctionServices services, FunctionLog log, TimeProvider clock)
{
    private string RunId => shared.Run.RunId;

    /// <summary>Works on an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="time">Is cancelled when time runs out.</param>
    /// <exception cref="RunCannotGoOnException">There was no time.</exception>
    public async Task<ReadOnlyMemory<byte>> RunAsync(string account, CancellationTokenSource time)
    {
        try
        {
            if (!shared.Plan.Shared.ToRead.Contains(account, StringComparer.Ordinal))
                throw new InvalidRequestException($"`account.account`: the run `{RunId}` does not read the account `{account}`");
            var result = await WorkAsync(account, time.Token).ConfigureAwait(false);
            await KeepAsync(RunPlan.ResultKey(RunId, account), JsonAccountResult.Write(result)).ConfigureAwait(false);
            var status = result.IsUnchanged ? "unchanged" : result.IsCollected ? "evaluated" : "unread";
            log.Info("account done", ("account", account), ("status", status), ("principalsRead", result.PrincipalsRead), ("refused", result.Refused.Length));
            return Answer(account, status);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            throw NotInTime(account);
        }
    }

    /// <summary>What a worker ends with that time ran out on.</summary>
    public static RunCannotGoOnException NotInTime(string account) => new($"the account `{account}` was not read in time: raise the function's timeout");

    private async Task<AccountResult> WorkAsync(string account, CancellationToken inTime)
    {
        var isPayer = account == shared.Plan.Shared.Payer;
        try
        {
            var refused = isPayer ? shared.Plan.Shared.Refused : await CollectAsync(account, inTime).ConfigureAwait(false);
            if (!File.Exists(Path.Combine(shared.Folder, FileOf(account))))
                return AccountResult.Unread(account, AccountResult.VersionOf(FunctionVersion.Text), isPayer ? [] : refused);
            var hash = isPayer ? null : await KeepFileAsync(account, inTime).ConfigureAwait(false);
            var before = await EarlierAsync(account, inTime).ConfigureAwait(false);
            var result = shared.Work.Audit(account, before);
            return result with { Refused = isPayer ? [] : refused, FileHash = hash };
        }
        finally
        {
            if (!isPayer)
                shared.Remove(account);
        }
    }

    private async Task<ImmutableArray<SnapshotRefusal>> CollectAsync(string account, CancellationToken inTime)
    {
        using var access = await services.OpenAsync(OwnCalls.SessionOf(RunId), inTime).ConfigureAwait(false);
        return await new CollectRun(access, SavedCollection.OptionsOf(shared.Folder, [account], settings), clock, progress: null).CollectAccountAsync(account, inTime).ConfigureAwait(false);
    }

    /// <summary>What the earlier run found in the account; null if that cannot be told, and then it is simply evaluated.</summary>
    private async Task<AccountResult?> EarlierAsync(string account, CancellationToken inTime) =>
        shared.Plan.EarlierRun is { } earlier && await services.Store.ReadAsync(RunPlan.ResultKey(earlier, account), inTime).ConfigureAwait(false) is { } left
            ? JsonAccountResultReader.Read(left.Content, out _)
            : null;

    /// <summary>The account's file belongs to the run's snapshot, as if one function had collected it.</summary>
    private async Task<string> KeepFileAsync(string account, CancellationToken inTime)
    {
        var content = await Checkpoint.CompressAsync(Path.Combine(shared.Folder, FileOf(account)), inTime).ConfigureAwait(false);
        await KeepAsync(Checkpoint.KeyOf(RunId, FileOf(account)), content).ConfigureAwait(false);
        return Checkpoint.HashOf(content);
    }

    private Task<bool> KeepAsync(string key, byte[] content) => ConditionalUpdate.RunAsync(
        services.Store, key, present => present is { } same && same.Span.SequenceEqual(content) ? null : content, clock, CancellationToken.None);

    private static string FileOf(string account) => SnapshotFolder.FileOf(account, SnapshotFolder.AuthorizationDetails);

    private ReadOnlyMemory<byte> Answer(string account, string status) => AnswerJson.Write(writer =>
    {
        writer.WriteString("runId", RunId);
        writer.WriteString("account", account);
        writer.WriteString("status", status);
    });
}
