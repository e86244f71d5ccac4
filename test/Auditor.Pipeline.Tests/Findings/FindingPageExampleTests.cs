using System.Text.RegularExpressions;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Findings;

/// <summary>The first example of each page is reported, the second is not.</summary>
public sealed partial class FindingPageExampleTests
{
    private const string Ops = "arn:aws:iam::*:role/ops";

    public static TheoryData<string> Rules => [.. FindingRules.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Examples_of_the_page_are_true(string rule)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "findings", rule + ".md"));
        var examples = JsonBlock().Matches(text).Select(match => match.Groups[1].Value).ToArray();

        Assert.Equal(2, examples.Length);
        Assert.NotEmpty(await FindAsync(rule, examples[0]));
        Assert.Empty(await FindAsync(rule, examples[1]));
    }

    /// <summary>For the rule about denials the examples are records of CloudTrail, for all others policies.</summary>
    private static async Task<IEnumerable<Finding>> FindAsync(string rule, string example) => rule == "BCA701"
        ? Holding(Policy.Allow("billingconductor:List*")).Denied(example).Where(finding => finding.Rule == rule)
        : (await AuditAsync(rule, Policy.Json(example))).Of(rule);

    /// <summary>For the rule about changes, after a run that saw only reads. For the rule about AWS's simulator, one that denies everything in the second example for want of a key.</summary>
    private static async Task<AuditReport> AuditAsync(string rule, Policy document) => rule == "BCA902"
        ? await With(rule, document).AuditAsync(ScriptedSimulator.Saying(Decision.ImplicitDeny).As(SimulatorMode.Both))
        : rule == "BCA501" ? Holding(document).AuditAfter(Holding(Policy.Allow("billingconductor:List*"))) : With(rule, document).Audit();

    /// <summary>The circumstances that the page tells.</summary>
    private static Estate With(string rule, Policy document) => rule switch
    {
        "BCA101" or "BCA102" => Holding(document).Assign(Ops, "chargeback-analyst"),
        "BCA103" or "BCA201" => Holding(document).Assign(Ops, "account-enroller"),
        "BCA202" or "BCA204" => Holding(document).Configured(),
        "BCA203" =>
            new Estate().Role(
                "ops", role => role.Id("AROAOPS").Inline("own", document)).Assign(Ops, "account-enroller").Activity(UsedByOps),
        "BCA206" =>
            new Estate().ManagedPolicy("own", document, created: "2026-03-01T00:00:00Z").Role(
                "ops", role => role.Attach(Estate.PolicyArn("own"))),
        "BCA301" => new Estate().Scp("p-guard", document, EstateOrganization.MemberUnit)
            .Role("ops", role => role.Path("/finops/").Allow("ce:*", "billing:*"), Estate.Member)
            .Configure("""
                "profiles": { "pro-forma": { "tasks": ["view-pro-forma"] } }
                """)
            .Assign("arn:aws:iam::*:role/finops/*", "pro-forma"),
        "BCA302" => new Estate().Scp("p-guard", document, EstateOrganization.Root),
        "BCA303" =>
            new Estate().ManagedPolicy("limits", Policy.Allow("s3:*")).Role("ops", role => role.Inline("own", document).Boundary("limits")),
        "BCA601" => new Estate().Role("ops", role => role.Allow("billingconductor:*").Trust(document)),
        "BCA304" => new Estate().Role("ops", role => role.Inline("own", document), Estate.Member),
        _ => Holding(document),
    };

    private const string UsedByOps = """
        { "From": "2026-08-20T00:00:00Z", "To": "2026-11-20T00:00:00Z", "Events": [
          { "eventTime": "2026-11-01T00:00:00Z", "eventName": "AssociateAccounts", "eventSource": "billingconductor.amazonaws.com",
          "userIdentity": { "type": "AssumedRole", "principalId": "AROAOPS:anna" } },
          { "eventTime": "2026-11-01T00:00:00Z", "eventName": "ListAccountAssociations", "eventSource": "billingconductor.amazonaws.com",
          "userIdentity": { "type": "AssumedRole", "principalId": "AROAOPS:anna" } } ] }
        """;

    private static Estate Holding(Policy document) => new Estate().Role("ops", role => role.Inline("own", document));

    [GeneratedRegex("```json\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
