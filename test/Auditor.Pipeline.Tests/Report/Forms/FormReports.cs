using System.Globalization;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Tests.Publish;

namespace Auditor.Pipeline.Tests.Report.Forms;

/// <summary>Reports for the forms: of the sample, with findings in every status, and with whatever name in every place.</summary>
internal static class FormReports
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<AuditReport> Sample = new(Run);

    /// <summary>The report of samples/acme.</summary>
    public static AuditReport Acme => Sample.Value;

    /// <summary>The same with each finding in another status, in turn, and a run before it.</summary>
    public static AuditReport EveryStatus => Acme with
    {
        Findings = [.. Acme.Findings.Select((finding, index) => WithStatus(finding, (FindingStatus)(index % 5), "payroll <team>"))],
        History = [new RunSummary(AsOf.AddDays(-1), 3, 2, 1, 5, 4, 6, 5)],
    };

    /// <summary>A report in which everything that a stranger may name has this name.</summary>
    public static AuditReport Hostile(string name)
    {
        var sample = SampleReport.Of(findings: 5, gaps: 2, name: name, explanation: $"{name} {name}\n{name}");
        return sample with
        {
            Principals = [.. Acme.Principals.Take(3).Select((listed, index) => Named(listed, name, index))],
            Findings = [.. sample.Findings.Select((finding, index) => WithStatus(WithOwner(finding, name), (FindingStatus)index, name))],
            Configuration = name,
            ExpiringSuppressions = [new ExpiringSuppression(SuppressionBy(name), ["BCA201-000000000001"], IsAnnounced: false)],
        };
    }

    /// <summary>The first finding with this many principals.</summary>
    public static AuditReport WithPrincipals(int count)
    {
        var finding = Acme.Findings[0] with
        {
            Principals = [.. Enumerable.Range(0, count).Select(index => new FindingPrincipal($"arn:aws:iam::111122223333:role/r{index:d6}", "111122223333"))],
        };
        return Acme with { Findings = [finding] };
    }

    private static Finding WithStatus(Finding finding, FindingStatus status, string name) => finding with
    {
        Status = status,
        FirstSeen = AsOf.AddDays(-10),
        Suppressions = status == FindingStatus.Suppressed ? [SuppressionBy(name)] : [],
    };

    private static Finding WithOwner(Finding finding, string name) =>
        finding with { Principals = [.. finding.Principals.Select(principal => principal with { Owner = name })] };

    private static Suppression SuppressionBy(string name) => new() { Rule = "BCA201", Owner = name, Reason = $"{name} knows", Expires = new DateOnly(2027, 1, 31) };

    private static ListedPrincipal Named(ListedPrincipal listed, string name, int index)
    {
        var arn = string.Create(CultureInfo.InvariantCulture, $"arn:aws:iam::111122223333:role/{index}/{name}");
        var principal = listed.Assessed.Principal with { Arn = arn, Name = name, PermissionSet = index == 0 ? name : null };
        return listed with { Assessed = listed.Assessed with { Principal = principal } };
    }

    private static AuditReport Run()
    {
        var sample = Path.Combine(Repository.Root, "samples", "acme");
        var configuration = ConfigurationReader.Read(File.ReadAllBytes(Path.Combine(sample, "auditor.json"))).Configuration;
        var options = new AuditOptions { AsOf = AsOf, ToolVersion = "0.1.0", Configuration = configuration, ConfigurationName = "auditor.json" };
        return AuditRun.Run(SnapshotReader.Open(sample), options, null, CancellationToken.None);
    }
}
