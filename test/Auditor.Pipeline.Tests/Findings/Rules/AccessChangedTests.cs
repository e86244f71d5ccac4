using Auditor.Pipeline.Report;
using Auditor.Pipeline.Tests.Lifecycle;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;
using static Auditor.Pipeline.Tests.Lifecycle.Runs;

namespace Auditor.Pipeline.Findings.Rules;

public sealed class AccessChangedTests : IDisposable
{
    private const string Attached = """ "AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::111122223333:policy/p"}]""";
    private const string Deletes = """{"Statement":[{"Effect":"Allow","Action":"billingconductor:DeleteBillingGroup","Resource":"*"}]}""";

    private readonly Runs runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void An_attached_policy_is_named_once()
    {
        runs.Snapshot.WriteDetails(Details(Role("a"), Policy("p", Deletes)));
        Assert.Empty(Changes(runs.Run()));
        runs.Snapshot.WriteDetails(Details(Role("a", Attached), Policy("p", Deletes)));
        var change = Assert.Single(Changes(runs.Run()));
        Assert.Equal(("a gained access to Billing Conductor", Severity.High, FindingStatus.New), (change.Draft.Title, change.Severity, change.Status));
        Assert.Equal("billingconductor:DeleteBillingGroup", change.Draft.Matter);
        Assert.Equal(
            "a can do what it could not do in the run of 2026-01-02 06:00 UTC: billingconductor:DeleteBillingGroup. What changed: the policy arn:aws:iam::111122223333:policy/p is attached.",
            change.Draft.Explanation.Replace(" (version v2)", "", StringComparison.Ordinal));
        Assert.Equal("#1", change.Evidence.Single().Statement);
        Assert.Empty(Changes(runs.Run()));
    }

    [Fact]
    public void A_new_version_is_named_with_both_numbers()
    {
        runs.Snapshot.WriteDetails(Details(Role("a", Attached), Policy("p", Deletes)));
        runs.Run();
        runs.Snapshot.WriteDetails(Details(
            Role("a", Attached), Policy("p", Deletes.Replace("Delete", "Create", StringComparison.Ordinal)).Replace("\"v2\"", "\"v3\"", StringComparison.Ordinal)));
        var change = Assert.Single(Changes(runs.Run()));
        Assert.Equal("a gained and lost access to Billing Conductor", change.Draft.Title);
        Assert.EndsWith("What changed: the policy arn:aws:iam::111122223333:policy/p changed from version v2 to v3.", change.Draft.Explanation, StringComparison.Ordinal);
        Assert.Equal("billingconductor:CreateBillingGroup,billingconductor:DeleteBillingGroup", change.Draft.Matter);
    }

    [Fact]
    public void A_boundary_that_takes_access_away_is_named_and_other_changes_are_not()
    {
        const string reads = """{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";
        const string boundary = """, "PermissionsBoundary":{"PermissionsBoundaryType":"Policy","PermissionsBoundaryArn":"arn:aws:iam::111122223333:policy/b"}""";
        runs.Snapshot.WriteDetails(Details(Role("a", Attached), Policy("p", Deletes) + "," + Policy("b", Deletes)));
        runs.Run();
        runs.Snapshot.WriteDetails(Details(Role("a", Attached + boundary), Policy("p", Deletes) + "," + Policy("b", Deletes)));
        Assert.Empty(Changes(runs.Run()));
        runs.Snapshot.WriteDetails(Details(Role("a", Attached + boundary), Policy("p", Deletes) + "," + Policy("b", reads)));
        var change = Assert.Single(Changes(runs.Run()));
        Assert.Equal("a lost access to Billing Conductor", change.Draft.Title);
        Assert.EndsWith("What changed: the permissions boundary arn:aws:iam::111122223333:policy/b changed.", change.Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_member_account_a_service_control_policy_is_named_for_those_whose_policies_name_Billing_Conductor()
    {
        const string everything = """{"PolicySummary":{"Id":"p-all","Type":"SERVICE_CONTROL_POLICY"},"Content":"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}","Targets":[{"TargetId":"r-1"},{"TargetId":"444455556666"}]}""";
        const string guard = """,{"PolicySummary":{"Id":"p-guard","Type":"SERVICE_CONTROL_POLICY"},"Content":"{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"billingconductor:*\",\"Resource\":\"*\"}}","Targets":[{"TargetId":"r-1"}]}""";
        var enabled = Organization.Replace("\"PolicyTypes\":[]", """ "PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]""", StringComparison.Ordinal);
        runs.Payer().In(Member, Holder("named", account: Member), Holder("broad", "*", Member));
        runs.Snapshot.Write("organization.json", enabled.Replace("\"Policies\":[]", $"\"Policies\":[{everything}]", StringComparison.Ordinal));
        runs.Run();
        runs.Snapshot.Write("organization.json", enabled.Replace("\"Policies\":[]", $"\"Policies\":[{everything}{guard}]", StringComparison.Ordinal));
        var change = Assert.Single(Changes(runs.Run()));
        Assert.Equal("named lost access to Billing Conductor", change.Draft.Title);
        Assert.EndsWith("What changed: the service control policy p-guard at r-1 is attached now and was not before.", change.Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grant_that_begins_to_name_Billing_Conductor_in_a_member_account_is_a_gain()
    {
        runs.Payer().In(Member, Role("a", account: Member));
        runs.Run();
        runs.In(Member, Holder("a", account: Member));
        Assert.Equal("a gained access to Billing Conductor", Assert.Single(Changes(runs.Run())).Draft.Title);
        runs.In(Member, Role("a", account: Member));
        Assert.Equal("a lost access to Billing Conductor", Assert.Single(Changes(runs.Run())).Draft.Title);
    }

    [Fact]
    public void Who_lost_everything_is_listed_as_long_as_a_finding_says_so()
    {
        runs.Payer(Holder("a"), Role("never")).In(Member, Holder("b", account: Member), Role("neither", account: Member));
        runs.Run();
        runs.Payer(Role("a"), Role("never")).In(Member, Role("b", account: Member), Role("neither", account: Member));
        var report = runs.Run();
        Assert.Equal(["a lost access to Billing Conductor", "b lost access to Billing Conductor"], Changes(report).Select(change => change.Draft.Title));
        Assert.Equal(["a", "b"], report.Principals.Select(listed => listed.Assessed.Principal.Name));
        Assert.All(report.Principals, listed => Assert.Empty(listed.Uses));
        Assert.Empty(runs.Run().Principals);
    }

    [Fact]
    public void Who_is_new_or_gone_or_could_not_be_judged_is_no_change()
    {
        runs.Payer(Holder("old"), Role("dim"));
        runs.Run();
        runs.Payer(Holder("new"), Role("dim", """ "RolePolicyList":[{"PolicyName":"x","PolicyDocument":"{"}]"""));
        Assert.Empty(Changes(runs.Run()));
    }

    [Fact]
    public void Without_a_memory_there_is_nothing_to_compare_with() => Assert.Empty(Changes(runs.Payer(Holder("a")).Run()));

    [Fact]
    public void The_same_policies_under_another_assumption_are_said_to_be_the_same()
    {
        runs.Payer(Role("a", """ "RolePolicyList":[{"PolicyName":"x","PolicyDocument":{"Statement":[{"Effect":"Allow","Action":"billingconductor:DeleteBillingGroup","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}}]"""));
        runs.Run();
        runs.Configuration = """{"assume":{"aws:MultiFactorAuthPresent":["false"]}}""";
        Assert.Contains("are the same", Assert.Single(Changes(runs.Run())).Draft.Explanation, StringComparison.Ordinal);
    }

    private static Finding[] Changes(AuditReport report) => [.. report.Findings.Where(finding => finding.Rule == "BCA501")];
}
