using System.Text;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Tests.Collect;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Lifecycle;

/// <summary>Daily runs over a snapshot that changes; what a run leaves goes through JSON, as it does outside.</summary>
internal sealed class Runs : IDisposable
{
    public const string Member = "444455556666";

    public const string Organization = """
        {"Organization":{"Id":"o-1","MasterAccountId":"111122223333","FeatureSet":"ALL"},"Roots":[{"Id":"r-1","PolicyTypes":[]}],
         "Accounts":[{"Id":"111122223333","State":"ACTIVE","ParentId":"r-1"},{"Id":"444455556666","State":"ACTIVE","ParentId":"r-1"}],"Policies":[]}
        """;

    public TemporarySnapshot Snapshot { get; } = new TemporarySnapshot().Write("organization.json", Organization).WriteDetails(Details(), Member);

    public DateTimeOffset Today { get; private set; } = new(2026, 1, 1, 6, 0, 0, TimeSpan.Zero);

    public RunMemory? Memory { get; private set; }

    public string? Configuration { get; set; } = """{"assignments":[{"principals":["arn:aws:iam::*:role/analyst"],"profiles":["chargeback-analyst"]}]}""";

    /// <summary>A role with one inline policy.</summary>
    public static string Holder(string name, string action = "billingconductor:UpdateBillingGroup", string account = Account, string more = "") =>
        Role(name, more + $$""" "RolePolicyList":[{"PolicyName":"x","PolicyDocument":{"Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]} }]""", account);

    public Runs Payer(params IEnumerable<string> roles)
    {
        Snapshot.WriteDetails(Details(string.Join(',', roles)));
        return this;
    }

    public Runs In(string account, params IEnumerable<string> roles)
    {
        Snapshot.WriteDetails(Details(string.Join(',', roles)), account);
        return this;
    }

    /// <summary>The run of the next day.</summary>
    public AuditReport Run(int days = 1)
    {
        Today += TimeSpan.FromDays(days);
        var report = Audit(Today, isOvertaken: false);
        Memory = JsonMemoryReader.Read(JsonMemory.Write(report.Memory!), out var problem);
        Assert.Null(problem);
        Assert.Equal(JsonMemory.Write(report.Memory!), JsonMemory.Write(Memory!));
        return report;
    }

    /// <summary>A run of the day before that ends only now.</summary>
    public AuditReport RunLate() => Audit(Today.AddDays(-1), isOvertaken: true);

    private AuditReport Audit(DateTimeOffset asOf, bool isOvertaken)
    {
        var configuration = Configuration is null ? null : ConfigurationReader.Read(Encoding.UTF8.GetBytes(Configuration)).Configuration!;
        return AuditRun.Run(
            Snapshot.Open(),
            new AuditOptions { AsOf = asOf, Configuration = configuration, ConfigurationName = "auditor.json", Before = Memory, IsOvertaken = isOvertaken, IsRemembered = true, ToolVersion = "0.1.0" },
            null,
            CancellationToken.None);
    }

    /// <summary>The findings of a rule with their status, as <c>status principals</c>.</summary>
    public static string[] Of(AuditReport report, string rule) =>
        [.. report.Findings.Where(finding => finding.Rule == rule).Select(finding => $"{finding.Status.Word()} {string.Join(' ', finding.Principals.Select(principal => principal.Arn[(principal.Arn.LastIndexOf('/') + 1)..]))}")];

    public void Dispose() => Snapshot.Dispose();
}
