using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Findings.Rules;

public sealed class CoverageIncompleteTests
{
    private const string Rule = "BCA901";

    [Fact]
    public void A_partition_that_the_ARNs_contradict_does_not_count()
    {
        var estate = new Estate().Configured().Assign(Estate.RoleArn("viewer"), "abc-config-viewer")
            .Role("viewer", role => role.Inline("own", Policy.Of(PolicyStatement.Allow("billingconductor:*").On($"arn:aws:billingconductor::{Estate.Payer}:*"), PolicyStatement.Allow("*"))));
        var right = estate.Audit();
        var wrong = estate.File("snapshot.json", """{"schemaVersion":1,"partition":"aws-cn"}""").Audit();
        Assert.Equal(["`partition` is `aws-cn`, but the ARNs are of the partition `aws`, which counts"], wrong.Gaps.Select(gap => gap.Error));
        Assert.Equal(right.AccessClasses.Select(access => access.ToString()), wrong.AccessClasses.Select(access => access.ToString()));
        Assert.Equal(right.Findings.Select(finding => finding.Id), wrong.Findings.Where(finding => finding.Rule != "BCA901").Select(finding => finding.Id));
    }

    [Fact]
    public void Complete_snapshot_is_not_reported() => Assert.Empty(new Estate().Role("ops", role => role.Allow("*")).Audit().Of(Rule));

    [Fact]
    public void Missing_organization_is_reported_once_with_what_to_do()
    {
        var finding = new Estate().WithoutOrganization().Audit().Only(Rule);

        Assert.Equal("fileUnreadable organizations:DescribeOrganization", finding.Draft.Matter);
        Assert.Equal(Severity.Medium, finding.Severity);
        Assert.Equal("organization", finding.Draft.Subject.Kind);
        Assert.Contains("README", finding.Draft.Explanation, StringComparison.Ordinal);
        Assert.Empty(finding.Principals);
    }

    [Fact]
    public void Standalone_account_lacks_no_organization() => Assert.Empty(new Estate().Standalone().Audit().Of(Rule));

    [Fact]
    public void Refused_calls_are_reported_by_permission_with_their_accounts()
    {
        var findings = new Estate().File("snapshot.json", """
            { "schemaVersion": 1, "coverage": { "accountsExpected": 2, "accountsRead": 2, "refused": [
              { "account": "222233334444", "call": "GetAccountAuthorizationDetails", "code": "AccessDenied",
              "permission": "iam:GetAccountAuthorizationDetails" },
              { "account": "333344445555", "call": "GetAccountAuthorizationDetails", "code": "AccessDenied",
              "permission": "iam:GetAccountAuthorizationDetails" },
              { "account": "111122223333", "call": "ListBillingGroups", "code": "AccessDeniedException",
              "permission": "billingconductor:ListBillingGroups" } ] } }
            """).Audit().Of(Rule);

        Assert.Equal(
            ["accountUnread billingconductor:ListBillingGroups", "accountUnread iam:GetAccountAuthorizationDetails"],
            findings.Select(finding => finding.Draft.Matter).Order(StringComparer.Ordinal));
        Assert.Contains(
            findings, finding => finding.Draft.Resources.SequenceEqual(["222233334444", "333344445555"]) && finding.Draft.Account is null);
        Assert.Contains(
            findings, finding => finding.Draft.Resources.SequenceEqual([Estate.Payer]) && finding.Draft.Account == Estate.Payer);
    }

    [Theory]
    [InlineData("iam:GetAccountAuthorizationDetails", "Accounts could not be read")]
    [InlineData("sts:AssumeRole", "Accounts could not be read")]
    [InlineData("organizations:ListPolicies", "The organization could not be read")]
    [InlineData("billingconductor:ListPricingRules", "Billing Conductor's resources could not be read")]
    [InlineData("cloudtrail:LookupEvents", "The activity could not be read")]
    [InlineData("iam:GenerateServiceLastAccessedDetails", "Services last used could not be read")]
    public void Title_says_what_the_refused_call_would_have_told(string permission, string title)
    {
        var finding = new Estate().File("snapshot.json", $$$"""
            {"schemaVersion":1,"coverage":{"refused":[{"account":"{{{Estate.Payer}}}","call":"{{{permission}}}","code":"AccessDenied","permission":"{{{permission}}}"}]}}
            """).Audit().Only(Rule);
        Assert.Equal($"{title} ({permission})", finding.Draft.Title);
    }

    [Fact]
    public void What_was_not_reached_in_time_lacks_no_permission()
    {
        var report = new Estate().File("snapshot.json", $$$"""
            {"schemaVersion":1,"coverage":{"refused":[{"account":"{{{Estate.Payer}}}","call":"billingconductor:ListBillingGroups","code":"NotInTime"}]}}
            """).Audit();
        Assert.Equal("Billing Conductor's resources could not be read", report.Only(Rule).Draft.Title);
        Assert.Equal(SnapshotPart.Inventory, Assert.Single(report.Gaps).Part);
    }

    [Fact]
    public void Unreadable_policies_are_one_finding_however_many_there_are()
    {
        var broken = Policy.Json("""{ "Statement": { "Effect": "Permit", "Action": "*", "Resource": "*" } }""");
        var finding = new Estate().Role(
            "a", role => role.Inline("one", broken).Inline("two", Policy.Json("""{ "Statement": { "Effect": "Allow" } }""")))
            .Role("b", role => role.Inline("one", broken), Estate.Member).Audit().Only(Rule);

        Assert.Equal("policyUnreadable", finding.Draft.Matter);
        Assert.Equal([Estate.Payer, Estate.Member], finding.Draft.Resources);
    }

    [Fact]
    public void Unreadable_service_control_policy_is_another_kind() => Assert.Equal(["scpUnreadable"],
        new Estate().Scp(
            "p-guard",
            Policy.Json("""{ "Statement": { "Effect": "Denied", "Action": "*", "Resource": "*" } }"""),
            EstateOrganization.MemberUnit)
            .Audit().Matters(Rule));

    [Fact]
    public void File_that_is_no_json_is_reported() => Assert.Equal(["fileUnreadable"],
        new Estate().File($"accounts/{Estate.Payer}/activity.json", "{ not json").Audit().Matters(Rule));

    [Fact]
    public void List_that_is_cut_off_is_reported() => Assert.Equal(["truncated"],
        new Estate().Activity(
            """{ "From": "2026-08-01T00:00:00Z", "To": "2026-11-24T00:00:00Z", "Events": [], "NextToken": "x" }""").Audit().Matters(Rule));

    [Fact]
    public void Remarks_are_no_gaps() => Assert.Empty(
        new Estate().Role("ops", role => role.Inline("own", Policy.Json("""
            { "Version": "2099-01-01", "Id": "x", "Statement": { "Sid": "odd sid!", "Effect": "Allow", "Action": "s3:NoSuchAction",
            "Resource": "*", "Condition": {} } }
            """))).Audit().Of(Rule));

    [Fact]
    public void Id_does_not_depend_on_the_accounts()
    {
        var broken = Policy.Json("""{ "Statement": { "Effect": "Permit", "Action": "*", "Resource": "*" } }""");

        Assert.Equal(
            new Estate().Role("a", role => role.Inline("one", broken)).Audit().Only(Rule).Id,
            new Estate().Role("b", role => role.Inline("two", broken), Estate.Member).Audit().Only(Rule).Id);
    }
}
