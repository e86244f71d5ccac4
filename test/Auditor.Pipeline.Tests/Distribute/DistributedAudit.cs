using System.Text;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Distribute;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Tests.Distribute;

/// <summary>An audit as workers and an aggregate make it: each worker sees the organization, the payer and its own account, the aggregate no account but the payer.</summary>
internal sealed class DistributedAudit : IDisposable
{
    private readonly string snapshot;
    private readonly string? payer;
    private readonly AuditOptions options;
    private readonly string work = Directory.CreateTempSubdirectory("auditor-distributed-").FullName;

    /// <param name="snapshot">A whole snapshot.</param>
    /// <param name="payer">Its payer; null if nobody knows.</param>
    /// <param name="options">What to do.</param>
    public DistributedAudit(string snapshot, string? payer, AuditOptions options)
    {
        this.snapshot = snapshot;
        this.payer = payer;
        this.options = options;
    }

    /// <summary>Gives what an earlier run left of an account.</summary>
    public Func<string, AccountResult?> Before { get; init; } = _ => null;

    /// <summary>Works on every account of the snapshot.</summary>
    public IReadOnlyDictionary<string, byte[]> Work() =>
        SnapshotReader.Open(snapshot).AccountIds.ToDictionary(account => account, account => JsonAccountResult.Write(WorkOn(account)), StringComparer.Ordinal);

    /// <summary>Puts results together.</summary>
    public AuditReport Aggregate(IEnumerable<KeyValuePair<string, byte[]>> results)
    {
        var shared = FolderWith(payer is null ? [] : [payer]);
        var all = new AccountResults(Path.Combine(work, "results"), AccountResult.VersionOf(options.ToolVersion));
        foreach (var (account, result) in results)
            all.Add(account, result);
        return AuditRun.Run(AuditMaterial.Of(shared, all), options, progress: null, CancellationToken.None);
    }

    /// <summary>A report's JSON.</summary>
    public static string TextOf(AuditReport report)
    {
        using var output = new MemoryStream();
        JsonReport.Write(report, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    public void Dispose() => Directory.Delete(work, recursive: true);

    private AccountResult WorkOn(string account) =>
        new AccountWork(FolderWith(payer is null ? [account] : [payer, account]), SnapshotReader.Open(snapshot).AccountIds, options, "configuration").Audit(account, Before(account));

    private string FolderWith(string[] accounts)
    {
        var folder = Directory.CreateDirectory(Path.Combine(work, string.Join('-', accounts))).FullName;
        var files = Directory.GetFiles(snapshot).Concat(accounts.Select(account => Path.Combine(snapshot, "accounts", account)).Where(Directory.Exists).SelectMany(Directory.GetFiles));
        foreach (var file in files)
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(snapshot, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (!File.Exists(copy))
                File.CreateSymbolicLink(copy, file);
        }

        return folder;
    }
}
