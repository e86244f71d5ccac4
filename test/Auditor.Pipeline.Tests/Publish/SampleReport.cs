using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Tests.Publish;

/// <summary>Reports of any size, with whatever names a test wants in them.</summary>
internal static class SampleReport
{
    public const string Payer = "111122223333";

    public static AuditReport Of(
        int findings = 3,
        int gaps = 0,
        string name = "viewer",
        string? payer = Payer,
        int accountsRead = 2,
        string? explanation = null) => new()
        {
            ToolVersion = "0.1.0",
            CatalogVersion = "2026-11-01",
            GeneratedAt = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero),
            Configuration = "auditor.json",
            ManagementAccount = payer,
            AccountsExpected = 2,
            AccountsRead = accountsRead,
            PrincipalsRead = 30,
            Administrators = 2,
            AdministratorsInPayer = 1,
            BroadGrantsInMemberAccounts = 0,
            Principals = [],
            AccessClasses = [],
            Findings =
        [
            .. Enumerable.Range(0, findings).Select(
                index => Finding(index, name, explanation)).OrderByDescending(finding => finding.Severity),
        ],
            Gaps = [.. Enumerable.Range(0, gaps).Select(index => Gap(index, name))],
            Notes = gaps == 0 ? [] : [$"a note about {name}"],
        };

    /// <summary>The only finding that gaps alone give.</summary>
    public static AuditReport WithGapsOnly(AuditReport report) =>
        report with { Findings = [Finding(1, "x", null) with { Rule = "BCA901" }] };

    private static Finding Finding(int index, string name, string? explanation) => new()
    {
        Id = $"BCA201-{index:x12}",
        Rule = index % 2 == 0 ? "BCA201" : "BCA206",
        Draft = new FindingDraft
        {
            Subject = new FindingSubject("principal", $"AROA{index}", name),
            Matter = "billingconductor:UpdateBillingGroup",
            Severity = (Severity)(index % 3),
            Title = $"{name} can do more than its job needs",
            Explanation = explanation ?? $"{name} may change billing groups, and none of its profiles needs that.",
            Account = Payer,
            Actions = ["billingconductor:UpdateBillingGroup"],
            Blockers = [],
        },
        Principals = [new FindingPrincipal($"arn:aws:iam::{Payer}:role/finops/{name}", Payer)],
        Evidence =
        [
            new Evidence("inline policy " + name, null, "#1", 2, 5, """{"Effect":"Allow","Action":"billingconductor:*","Resource":"*"}"""),
        ],
        Blockers = [],
        EvidenceHash = "sha256:" + new string('0', 64),
    };

    private static Gap Gap(int index, string name) =>
        new(GapKind.AccountUnread, $"{index:d12}", name, null, null, null, "iam:GetAccountAuthorizationDetails", "AWS refused the call");
}
