using Auditor.Engine.Evaluation;

namespace Auditor.Pipeline.Findings.Rules;

public sealed class AssignedTaskIsDeniedTests
{
    private const string Rule = "BCA101";
    private const string Ops = "arn:aws:iam::111122223333:role/ops";
    private const string OpsAnywhere = "arn:aws:iam::*:role/ops";

    [Fact]
    public void Task_without_grant_is_reported_with_what_blocks_it()
    {
        var finding = new Estate()
            .Role("ops", role => role.Id("AROAOPS").Allow("billingconductor:ListBillingGroups"))
            .Assign(Ops, "chargeback-analyst")
            .Audit().Only(Rule);

        Assert.Equal("read-margins", finding.Draft.Matter);
        Assert.Equal(Severity.High, finding.Severity);
        Assert.Equal(("principal", "AROAOPS"), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(["ops"], finding.Names());
        Assert.Equal(["billingconductor:GetBillingGroupCostReport", "billingconductor:ListBillingGroupCostReports"], finding.Draft.Actions);
        var blocker = Assert.Single(finding.Blockers);
        Assert.Equal((PolicyLayer.Identity, false), (blocker.Layer, blocker.IsExplicit));
    }

    [Fact]
    public void Only_the_profiles_that_ask_for_the_task_are_named()
    {
        var report = new Estate().Role("ops", role => role.Allow("s3:*")).Assign(Ops, "account-enroller").Assign(OpsAnywhere, "abc-viewer").Audit();
        var meant = report.Of(Rule).ToDictionary(finding => finding.Draft.Matter, finding => finding.Draft.Explanation, StringComparer.Ordinal);

        Assert.Contains("(account-enroller) and cannot", meant["enroll-accounts"], StringComparison.Ordinal);
        Assert.Contains("(abc-viewer) and cannot", meant["read-margins"], StringComparison.Ordinal);
    }

    [Fact]
    public void Within_a_layer_denials_stand_before_what_is_missing()
    {
        var finding = new Estate().ManagedPolicy("limit", Policy.Of(
                PolicyStatement.Allow("billingconductor:List*"), PolicyStatement.Deny("billingconductor:ListBillingGroupCostReports")))
            .Role("ops", role => role.Allow("billingconductor:*").Boundary("limit")).Assign(Ops, "chargeback-analyst")
            .Audit().Of(Rule).Single(finding => finding.Draft.Matter == "read-margins");
        Assert.Equal([(PolicyLayer.PermissionsBoundary, true), (PolicyLayer.PermissionsBoundary, false)], finding.Blockers.Select(blocker => (blocker.Layer, blocker.IsExplicit)));
    }

    [Fact]
    public void Task_that_is_granted_is_not_reported() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:*")).Assign(Ops, "chargeback-analyst").Audit().Of(Rule));

    [Fact]
    public void Principal_without_profile_is_not_reported() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("s3:*")).Configured().Audit().Of(Rule));

    [Fact]
    public void Administrators_are_not_exempt() => Assert.Single(
        new Estate().Role("ops", role => role.Allow("s3:*")).Assign(Ops, "chargeback-analyst")
            .Configure($"\"administrators\": [\"{Ops}\"]").Audit().Of(Rule));

    [Fact]
    public void Service_linked_role_is_never_reported() => Assert.Empty(
        new Estate().ServiceLinkedRole("AWSServiceRoleForSupport", "support", role => role.Allow("support:*"))
            .Assign("arn:aws:iam::*:role/aws-service-role/*", "abc-viewer").Audit().Of(Rule));

    [Fact]
    public void One_finding_for_each_task()
    {
        var report = new Estate().Role("ops", role => role.Allow("s3:*")).Assign(Ops, "abc-viewer").Audit();

        Assert.Equal(["read-margins", "view-configuration", "view-transfer-preference"], report.Matters(Rule));
    }

    [Fact]
    public void Explicit_deny_is_shown_with_its_statement()
    {
        var finding = new Estate()
            .Role("ops", role => role.Inline("own", Policy.Of(
                PolicyStatement.Allow("billingconductor:*"),
                PolicyStatement.Deny("billingconductor:*CostReport*").Sid("NoMargins"))))
            .Assign(Ops, "chargeback-analyst").Audit().Only(Rule);

        Assert.Contains(finding.Blockers, blocker => blocker.IsExplicit && blocker.Statement!.Sid == "NoMargins");
        Assert.Contains(finding.Evidence, evidence => evidence.Statement == "NoMargins");
    }

    [Fact]
    public void Boundary_that_does_not_allow_is_a_blocker()
    {
        var finding = new Estate()
            .ManagedPolicy("limits", Policy.Allow("s3:*"))
            .Role("ops", role => role.Allow("billingconductor:*").Boundary("limits"))
            .Assign(Ops, "chargeback-analyst").Audit().Only(Rule);

        Assert.Contains(finding.Blockers, blocker => blocker.Layer == PolicyLayer.PermissionsBoundary && !blocker.IsExplicit);
    }

    [Fact]
    public void Some_without_resources_satisfies_the_task() => Assert.Empty(
        Groups().Role("ops", role => role.Inline("own", OnGroups("abcd1234ef"))).Assign(Ops, "chargeback-analyst").Audit().Of(Rule));

    [Fact]
    public void Some_of_the_listed_resources_is_reported()
    {
        var finding = Groups().Role("ops", role => role.Inline("own", OnGroups("abcd1234ef")))
            .Assign(Ops, "chargeback-analyst", Listed("abcd1234ef", "zzzz1234ef")).Audit().Only(Rule);

        Assert.Equal([Estate.Resource("billinggroup", "zzzz1234ef")], finding.Draft.Resources);
    }

    [Fact]
    public void All_of_the_listed_resources_satisfy_the_task() => Assert.Empty(
        Groups().Role("ops", role => role.Inline("own", OnGroups("abcd1234ef")))
            .Assign(Ops, "chargeback-analyst", Listed("abcd1234ef")).Audit().Of(Rule));

    [Fact]
    public void The_remedy_opens_what_the_assignment_lists_and_nothing_else()
    {
        var estate = Groups().Role("ops", role => role.Allow("billingconductor:List*")).Assign(Ops, "chargeback-analyst", Listed("abcd1234ef", "zzzz1234ef"));
        var finding = estate.Audit().Only(Rule);

        string[] listed = [Estate.Resource("billinggroup", "abcd1234ef"), Estate.Resource("billinggroup", "zzzz1234ef")];
        Assert.Equal(listed, finding.Draft.Resources);
        var text = Assert.Single(finding.Remedy!.Changes).Document!;
        Assert.All(listed, arn => Assert.Contains(arn, text, StringComparison.Ordinal));
        Assert.DoesNotContain("billinggroup/*", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Listed_resources_count_whatever_another_assignment_leaves_free() => Assert.Equal(
        [Estate.Resource("billinggroup", "zzzz1234ef")],
        Groups().Role("ops", role => role.Inline("own", OnGroups("abcd1234ef")))
            .Assign(Ops, "chargeback-analyst", Listed("zzzz1234ef")).Assign("arn:aws:iam::*:role/*", "chargeback-analyst").Audit().Only(Rule).Draft.Resources);

    [Fact]
    public void Listed_resource_is_asked_about_even_if_the_inventory_lacks_it() => Assert.Single(
        new Estate().Role("ops", role => role.Inline("own", OnGroups("abcd1234ef")))
            .Assign(Ops, "chargeback-analyst", Listed("zzzz1234ef")).Audit().Of(Rule));

    [Fact]
    public void Conditional_is_no_fault() => Assert.Empty(
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(
                PolicyStatement.Allow("billingconductor:*").When("Bool", "aws:MultiFactorAuthPresent", "true"))))
            .Assign(Ops, "chargeback-analyst").Audit().Of(Rule));

    [Fact]
    public void Unknown_is_no_fault() => Assert.Empty(
        new Estate().Role(
            "ops", role => role.Inline("own", Policy.Json("""{ "Statement": { "Effect": "Permit", "Action": "*", "Resource": "*" } }""")))
            .Assign(Ops, "chargeback-analyst").Audit().Of(Rule));

    [Fact]
    public void Certain_deny_beside_something_unreadable_is_reported() => Assert.Single(
        new Estate().Role("ops", role => role.Allow("s3:*")
                .Inline(
                    "broken",
                    Policy.Json(
                        """
                        { "Statement": [{ "Effect": "Permit" }, { "Effect": "Deny", "Action": "billingconductor:*", "Resource": "*" }] }
                        """)))
            .Assign(Ops, "chargeback-analyst").Audit().Of(Rule));

    [Fact]
    public void Missing_companion_is_no_fault_of_the_task() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:*")).Assign(Ops, "account-enroller").Audit().Of(Rule));

    [Fact]
    public void Wildcard_account_gives_members_no_billing_conductor_tasks() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("s3:*"), Estate.Member).Assign(OpsAnywhere, "chargeback-analyst").Audit().Of(Rule));

    [Theory]
    [InlineData("2222*")]
    [InlineData("22223333444?")]
    public void Wildcard_in_part_of_the_account_gives_members_none_either(string account) => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("s3:*"), Estate.Member).Assign(
            $"arn:aws:iam::{account}:role/ops", "chargeback-analyst").Audit().Of(Rule));

    [Theory]
    [InlineData("organizations:*", false)]
    [InlineData("s3:*", true)]
    public void In_a_member_account_what_is_allowed_elsewhere_is_not_called_denied(string allowed, bool isDenied)
    {
        var finding = new Estate().Role("ops", role => role.Allow("billingconductor:*", allowed), Estate.Member)
            .Assign(Estate.RoleArn("ops", Estate.Member), "billing-transfer-operator").Audit().Of(Rule).First(finding => finding.Draft.Matter.Contains("invite", StringComparison.Ordinal));
        Assert.Equal(isDenied, finding.Draft.Actions.Any(action => action.StartsWith("organizations:", StringComparison.Ordinal)));
        Assert.Contains(finding.Draft.Actions, action => action.StartsWith("billingconductor:", StringComparison.Ordinal));
    }

    [Fact]
    public void Member_that_is_named_exactly_is_blocked_by_its_account()
    {
        var finding = new Estate().Role("ops", role => role.Allow("billingconductor:*"), Estate.Member)
            .Assign(Estate.RoleArn("ops", Estate.Member), "chargeback-analyst").Audit().Only(Rule);

        var blocker = Assert.Single(finding.Blockers);
        Assert.Equal(PolicyLayer.Account, blocker.Layer);
        Assert.Contains("answers only in the payer", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Wildcard_in_the_name_of_an_exact_member_account_still_names_it() => Assert.Single(
        new Estate().Role("ops", role => role.Allow("billingconductor:*"), Estate.Member)
            .Assign("arn:aws:iam::222233334444:role/*", "chargeback-analyst").Audit().Of(Rule));

    [Fact]
    public void Task_that_only_a_service_control_policy_denies_is_not_reported_here() => Assert.Empty(
        ViewerInMember(Policy.Allow("ce:*", "billing:*")).Audit().Of(Rule));

    [Fact]
    public void Task_that_the_identity_lacks_too_is_reported() => Assert.Single(
        ViewerInMember(Policy.Allow("billing:*")).Audit().Of(Rule));

    [Fact]
    public void Service_control_policy_does_not_bind_in_the_payer() => Assert.Empty(
        new Estate().Scp("p-deny", Policy.Deny("billingconductor:*"), EstateOrganization.Root)
            .Role("ops", role => role.Allow("billingconductor:*")).Assign(Ops, "chargeback-analyst").Audit().Of(Rule));

    [Fact]
    public void Unknown_payer_still_needs_the_grant() => Assert.Single(
        new Estate().WithoutOrganization().Role(
            "ops", role => role.Allow("s3:*")).Assign(OpsAnywhere, "chargeback-analyst").Audit().Of(Rule));

    [Fact]
    public void Unknown_payer_makes_what_is_granted_conditional_and_no_fault() => Assert.Empty(
        new Estate().WithoutOrganization().Role(
            "ops", role => role.Allow("billingconductor:*")).Assign(OpsAnywhere, "chargeback-analyst").Audit().Of(Rule));

    [Fact]
    public void Id_survives_a_rename_and_another_order()
    {
        var before = new Estate().Role("ops", role => role.Id("AROAOPS").Allow("s3:*")).Role("other", role => role.Allow("s3:*"))
            .Assign(Ops, "chargeback-analyst").Audit().Only(Rule);
        var after = new Estate().Role("other", role => role.Allow("s3:*")).Role("renamed", role => role.Id("AROAOPS").Allow("s3:*"))
            .Assign("arn:aws:iam::*:role/renamed", "chargeback-analyst").Audit().Only(Rule);

        Assert.Equal(before.Id, after.Id);
        Assert.Matches("^BCA101-[0-9a-f]{12}$", before.Id);
    }

    [Fact]
    public void Permission_set_is_one_subject_in_every_account()
    {
        var finding = new Estate().PermissionSet("Billing", role => role.Allow("s3:*"))
            .Assign("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*", "chargeback-analyst").Audit().Only(Rule);

        Assert.Equal("sso:Billing", finding.Draft.Subject.Key);
    }

    private static Estate Groups() => new Estate().Inventory(("billinggroup", "abcd1234ef"), ("billinggroup", "zzzz1234ef"));

    private static Policy OnGroups(string id) => Policy.Of(
        PolicyStatement.Allow("billingconductor:List*"),
        PolicyStatement.Allow("billingconductor:GetBillingGroupCostReport").On(Estate.Resource("billinggroup", id)));

    private static string Listed(params string[] ids) =>
        $$"""
        "resources": { "billinggroup": [{{string.Join(", ", ids.Select(id => $"\"{Estate.Resource("billinggroup", id)}\""))}}] }
        """;

    private static Estate ViewerInMember(Policy document) => new Estate()
        .Scp("p-nocost", Policy.Deny("ce:*"), EstateOrganization.MemberUnit)
        .Role("ops", role => role.Inline("own", document), Estate.Member)
        .Configure("""
            "profiles": { "pro-forma": { "tasks": ["view-pro-forma"] } }
            """)
        .Assign(OpsAnywhere, "pro-forma");
}
