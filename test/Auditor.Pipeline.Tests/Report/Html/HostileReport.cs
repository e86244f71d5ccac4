using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Tests.Report.Html;

/// <summary>A report in which every foreign text is one that would do something, if it were not data.</summary>
internal static class HostileReport
{
    /// <summary>Each of the names in every place that can hold a foreign text, in turn.</summary>
    public static AuditReport Of(IReadOnlyList<string> names)
    {
        var report = SampleAudit.AcmeWithHistory();
        string Name(int index) => names[index % names.Count];
        return report with
        {
            Configuration = string.Concat(names),
            Principals = [.. report.Principals.Select((listed, index) => listed with { Assessed = Named(listed.Assessed, Name(index)) })],
            Findings = [.. report.Findings.Select((finding, index) => Of(finding, Name(index)))],
            Gaps = [.. names.Select(name => new Gap(GapKind.PolicyUnreadable, null, name, name, 1, 1, name, name))],
            Notes = [.. names],
            ExpiringSuppressions = [.. names.Select(name => new ExpiringSuppression(SuppressionOf(name), [name], IsAnnounced: false))],
            Organization = report.Organization! with
            {
                Units = [.. report.Organization.Units, .. names.Select((name, index) => new OrganizationUnitPicture($"ou-{index}", name, report.Organization.Units[0].Id, 1))],
                Policies = [.. report.Organization.Policies.Select((policy, index) => policy with { Name = Name(index) })],
            },
        };
    }

    /// <summary>Nobody could read such a principal's account again by that name: what it holds stays with it.</summary>
    private static Inventory.AssessedPrincipal Named(Inventory.AssessedPrincipal assessed, string name) => assessed with
    {
        Principal = assessed.Principal with
        {
            Name = name,
            PermissionSet = assessed.Principal.PermissionSet is null ? null : name,
            Arn = assessed.Principal.Arn + name,
            Holdings = assessed.Principal.Holdings,
        },
        Simulator = assessed.Simulator,
    };

    private static Finding Of(Finding finding, string name) => finding with
    {
        Draft = finding.Draft with
        {
            Subject = finding.Draft.Subject with { DisplayId = name },
            Title = name,
            Explanation = name,
            Actions = [name, "billingconductor:" + name],
            Resources = [name],
            UnknownKeys = [name],
        },
        Principals = [new FindingPrincipal("arn:aws:iam::111122223333:role/" + name, "111122223333") { Owner = name }, .. finding.Principals],
        PrincipalsRemoved = [new FindingPrincipal(name, "111122223333")],
        Evidence = [new Evidence(name, name, name, 1, 1, name)],
        Suppressions = [SuppressionOf(name)],
    };

    private static Suppression SuppressionOf(string name) => new() { Rule = "BCA201", Principal = name, Owner = name, Reason = name, Expires = new DateOnly(2026, 12, 1) };
}
