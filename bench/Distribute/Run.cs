using System.Diagnostics;
using System.Globalization;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Distribute;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Report;

namespace Distribute;

/// <summary>The steps of a distributed run over a snapshot in a folder.</summary>
internal static class Run
{
    /// <summary>Leaves a result for each account of a range, in ordinal order.</summary>
    public static int Work(string snapshot, string results, int from, int count)
    {
        Directory.CreateDirectory(results);
        var accounts = SnapshotFolder.AccountsIn(snapshot).ToArray();
        var work = new AccountWork(snapshot, accounts, Options(snapshot), "configuration");
        foreach (var account in accounts.Skip(from).Take(count))
            File.WriteAllBytes(Path.Combine(results, account + ".json.gz"), JsonAccountResult.Write(work.Audit(account, before: null)));
        return Report("accounts", Math.Min(count, accounts.Length - from));
    }

    /// <summary>Makes the report of the results that are there, taken in by a shuffled order if there is a seed.</summary>
    public static int Aggregate(string snapshot, string results, string report, int? seed)
    {
        var accounts = SnapshotFolder.AccountsIn(snapshot).ToArray();
        if (seed is { } chosen)
            new Random(chosen).Shuffle(accounts);
        var folder = Directory.CreateTempSubdirectory("distribute-").FullName;
        try
        {
            var all = new AccountResults(folder, AccountResult.VersionOf(Version));
            foreach (var account in accounts)
                all.Add(account, File.ReadAllBytes(Path.Combine(results, account + ".json.gz")));
            var made = AuditRun.Run(AuditMaterial.Of(snapshot, all), Options(snapshot), progress: null, CancellationToken.None);
            using var output = File.Create(report);
            JsonReport.Write(made, output);
            return Report("principals", made.PrincipalsRead);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private const string Version = "bench";

    private static AuditOptions Options(string snapshot)
    {
        var file = Path.Combine(snapshot, "auditor.json");
        return new AuditOptions
        {
            AsOf = new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero),
            Configuration = File.Exists(file) ? ConfigurationReader.Read(File.ReadAllBytes(file)).Configuration : null,
            ConfigurationName = File.Exists(file) ? "auditor.json" : null,
            IsRemembered = true,
            ToolVersion = Version,
        };
    }

    private static int Report(string what, int count)
    {
        using var own = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"{{what}}": {{count}}, "cpuSeconds": {{own.TotalProcessorTime.TotalSeconds:F2}}, "peakMiB": {{own.PeakWorkingSet64 >> 20}}, "liveMiB": {{GC.GetTotalMemory(forceFullCollection: false) >> 20}}}"""));
        return 0;
    }
}
