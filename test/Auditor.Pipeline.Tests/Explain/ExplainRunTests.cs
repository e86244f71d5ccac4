using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Remedies;

namespace Auditor.Pipeline.Explain;

public sealed class ExplainRunTests
{
    private const string Update = "billingconductor:UpdateBillingGroup";
    private static readonly string Analyst = Estate.RoleArn("analyst");

    [Fact]
    public void In_the_payer_service_control_policies_do_not_apply_and_the_missing_permission_is_named()
    {
        var explanation = new Estate().Role("analyst", role => role.Inline("reads", Policy.Allow("billingconductor:List*"))).Scp("p-deny0000", Policy.Deny("billingconductor:*"), "r-exam")
            .Explain(Analyst, Update);
        Assert.Equal("The role analyst cannot change a billing group: nothing that the role was given covers it.", explanation.Sentence);
        Assert.Equal((Decision.ImplicitDeny, "service control policies never bind the payer"), (explanation.Decision, RungOf(explanation, PolicyLayer.ServiceControlPolicy).Reason));
        Assert.Equal([RungState.Allows, RungState.DoesNotApply, RungState.DoesNotApply, RungState.DoesNotApply, RungState.DoesNotApply, RungState.Silent], explanation.Ladder.Select(rung => rung.State));
        Assert.Equal("addPolicy" + "AllowUpdateBillingGroup", Camel(explanation.Remedy!.Remedy!.Edits.Single().Kind) + explanation.Remedy.Remedy.Edits[0].Policy.Name);
    }

    [Theory]
    [InlineData("billingconductor:CreateBillingGroup", null, """["arn:aws:billingconductor::111122223333:pricingplan/*","arn:aws:billingconductor::aws:pricingplan/*","arn:aws:billingconductor::111122223333:billinggroup/*"]""")]
    [InlineData("billingconductor:CreateBillingGroup", "arn:aws:billingconductor::aws:pricingplan/Passthrough", """["arn:aws:billingconductor::aws:pricingplan/Passthrough","arn:aws:billingconductor::111122223333:billinggroup/*"]""")]
    [InlineData("billingconductor:CreateCustomLineItem", null, "\"arn:aws:billingconductor::111122223333:billinggroup/*\"")]
    public void A_remedy_for_new_groups_names_the_group_beside_the_plan_as_AWS_does(string action, string? resource, string resources)
    {
        var explanation = new Estate().Role("analyst", role => role.Allow("billingconductor:List*")).Explain(Analyst, action, resource);
        Assert.Contains("\"Resource\":" + resources, Assert.Single(explanation.Remedy!.Remedy!.Edits.Single().After), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_member_account_the_account_itself_stands_first_and_nothing_helps_there()
    {
        var explanation = new Estate().Role("analyst", role => role.Inline("all", Policy.Allow("*")), Estate.Member).Explain(Estate.RoleArn("analyst", Estate.Member), Update);
        Assert.Equal(PolicyLayer.Account, explanation.Blockers[0].Layer);
        Assert.StartsWith($"The role analyst cannot change a billing group: Billing Conductor works only from the payer account {Estate.Payer}", explanation.Sentence, StringComparison.Ordinal);
        Assert.StartsWith("Billing Conductor answers only in the payer", explanation.Remedy!.Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_knows_the_payer_that_is_what_it_depends_on()
    {
        const string Payer = "whether its account is the payer, and nobody knows which account that is: add organization.json to the snapshot, or name it with --management-account";
        var estate = new Estate().WithoutOrganization().Role("analyst", role => role.Allow(Update))
            .Role("other", role => role.Inline("own", Policy.Of(PolicyStatement.Allow(Update).When("Bool", "aws:MultiFactorAuthPresent", "true"))));
        Assert.Equal("no policy is known to stand in the way: it depends on " + Payer, estate.Explain(Analyst, Update).Remedy!.Obstacle);
        Assert.Equal("no policy is known to stand in the way: it depends on the call itself, and on " + Payer, estate.Explain(Estate.RoleArn("other"), Update).Remedy!.Obstacle);
        var elsewhere = new Estate().WithoutOrganization().ManagementAccount(Estate.Payer).Role("analyst", role => role.Allow("ce:*"), Estate.Member);
        Assert.Equal(
            "no policy is known to stand in the way: it depends on the service control policies, of which the snapshot has none: add organization.json to it",
            elsewhere.Explain(Estate.RoleArn("analyst", Estate.Member), "ce:GetCostAndUsage").Remedy!.Obstacle);
        elsewhere.Role("analyst", role => role.Allow(Update), Estate.OtherMember);
        Assert.StartsWith("Billing Conductor answers only in the payer", elsewhere.Explain(Estate.RoleArn("analyst", Estate.OtherMember), Update).Remedy!.Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_member_account_no_other_resource_is_better_off()
    {
        var estate = new Estate().Inventory(("billinggroup", "abcdefghij"), ("billinggroup", "klmnopqrst"))
            .Role("analyst", role => role.Inline("one", Policy.Of(PolicyStatement.Allow("billingconductor:UpdateBillingGroup").On(Estate.Resource("billinggroup", "abc*")))), Estate.Member);

        Assert.Empty(estate.Explain(Estate.RoleArn("analyst", Estate.Member), Update).OtherResources);
        estate.Role("analyst", role => role.Inline("one", Policy.Of(PolicyStatement.Allow("billingconductor:UpdateBillingGroup").On(Estate.Resource("billinggroup", "abc*")))));
        Assert.Equal(Decision.Allowed, Assert.Single(estate.Explain(Analyst, Update).OtherResources).Decision);
    }

    [Fact]
    public void An_action_that_takes_no_resource_is_decided_on_all_whatever_was_named()
    {
        var named = Estate.Resource("billinggroup", "abcdefghij");
        var explanation = new Estate().Role("analyst", role => role.Inline("one", Policy.Of(PolicyStatement.Allow("billingconductor:ListBillingGroups").On(named))))
            .Explain(Analyst, "billingconductor:ListBillingGroups", named);
        Assert.Equal((Decision.ImplicitDeny, "*"), (explanation.Decision, explanation.Resource));
        Assert.Contains(explanation.Notes, note => note.StartsWith("billingconductor:ListBillingGroups takes no resource", StringComparison.Ordinal));
        Assert.Contains("\"Resource\":\"*\"", Assert.Single(explanation.Remedy!.Remedy!.Edits[0].After), StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_of_a_type_that_the_action_does_not_have_is_told()
    {
        var estate = new Estate().Role("analyst", role => role.Inline("all", Policy.Allow("billingconductor:*")));
        Assert.Contains(
            estate.Explain(Analyst, "billingconductor:UpdatePricingPlan", Estate.Resource("billinggroup", "abcdefghij")).Notes,
            note => note.StartsWith("AWS evaluates billingconductor:UpdatePricingPlan on pricingplan, which `arn:aws:billingconductor::111122223333:billinggroup/abcdefghij` is not", StringComparison.Ordinal));
        Assert.DoesNotContain(estate.Explain(Analyst, "billingconductor:UpdatePricingPlan", Estate.Resource("pricingplan", "abcdefghij")).Notes, note => note.Contains("is not", StringComparison.Ordinal));
    }

    [Fact]
    public void A_resource_that_a_policy_names_and_the_inventory_does_not_list_is_told()
    {
        var named = Estate.Resource("billinggroup", "klmnopqrst");
        var estate = new Estate().Inventory(("billinggroup", "abcdefghij")).Role("analyst", role => role.Inline("one", Policy.Of(PolicyStatement.Allow("billingconductor:UpdateBillingGroup").On(named))));
        var explanation = estate.Explain(Analyst, Update);
        Assert.Equal(Decision.ImplicitDeny, explanation.Decision);
        Assert.Contains($"it is allowed, or may be, on `{named}`, which a policy names and the inventory does not list: ask with --resource", explanation.Notes);
        Assert.Contains(
            $"1 principal is allowed, or may be, Billing Conductor actions on resources that the inventory does not list, {Analyst} on {named}: the verdicts are about the listed ones and one to come", estate.Audit().Notes);

        estate.Inventory(("billinggroup", "abcdefghij"), ("billinggroup", "klmnopqrst"));
        Assert.DoesNotContain(estate.Explain(Analyst, Update).Notes.Concat(estate.Audit().Notes), note => note.Contains("the inventory does not list", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("arn:aws:billingconductor:us-east-1:111122223333:billinggroup/klmnopqrst", Estate.Payer)] // with a Region
    [InlineData("arn:aws:billingconductor::222233334444:billinggroup/klmnopqrst", Estate.Payer)] // of another account
    [InlineData("arn:aws-cn:billingconductor::111122223333:billinggroup/klmnopqrst", Estate.Payer)]
    [InlineData("arn:aws:billingconductor::111122223333:pricingplan/klmnopqrst", Estate.Payer)] // of another type
    [InlineData("arn:aws:billingconductor::111122223333:billinggroup/klmnopqrst", Estate.Member)] // where Billing Conductor does not answer
    public void What_cannot_be_is_not_told(string named, string account)
    {
        var estate = new Estate().Role("analyst", role => role.Inline("one", Policy.Of(PolicyStatement.Allow("billingconductor:UpdateBillingGroup").On(named))), account);
        Assert.DoesNotContain(estate.Explain(Estate.RoleArn("analyst", account), Update).Notes.Concat(estate.Audit().Notes), note => note.Contains("the inventory does not list", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_allowed_on_everything_is_not_told_once_more() => Assert.DoesNotContain(
        new Estate().Role("analyst", role => role.Inline("all", Policy.Of(PolicyStatement.Allow("billingconductor:*").On("*", Estate.Resource("billinggroup", "klmnopqrst"))))).Audit().Notes,
        note => note.Contains("the inventory does not list", StringComparison.Ordinal));

    [Fact]
    public void A_resource_that_a_policy_names_and_another_denies_is_not_told()
    {
        var named = Estate.Resource("billinggroup", "klmnopqrst");
        var estate = new Estate().Role("analyst", role => role.Inline("one", Policy.Of(
            PolicyStatement.Allow("billingconductor:UpdateBillingGroup").On(named), PolicyStatement.Deny("billingconductor:*").On(Estate.Resource("billinggroup", "klm*")))));
        Assert.DoesNotContain(estate.Explain(Analyst, Update).Notes.Concat(estate.Audit().Notes), note => note.Contains("the inventory does not list", StringComparison.Ordinal));
    }

    [Fact]
    public void Resource_control_policies_of_the_callers_account_bind_what_takes_no_resource()
    {
        var explanation = new Estate().Role("reader", role => role.Inline("all", Policy.Allow("*")), Estate.Member)
            .Rcp("p-data", Policy.Json("""{"Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}}"""), EstateOrganization.Root)
            .Explain(Estate.RoleArn("reader", Estate.Member), "pricing:GetProducts");
        Assert.Equal((Decision.ExplicitDeny, PolicyLayer.ResourceControlPolicy), (explanation.Decision, Assert.Single(explanation.Blockers).Layer));
    }

    [Fact]
    public void Every_blocker_is_listed_and_the_minimal_set_removes_each()
    {
        var explanation = new Estate()
            .ManagedPolicy("limit", Policy.Allow("ce:Get*"))
            .Role("analyst", role => role.Inline("odd", Policy.Of(PolicyStatement.Deny("billingconductor:Update*"))).Boundary("limit"))
            .Explain(Analyst, Update);
        Assert.Equal(
            [(PolicyLayer.PermissionsBoundary, false), (PolicyLayer.Identity, true), (PolicyLayer.Identity, false)],
            explanation.Blockers.Select(blocker => (blocker.Layer, blocker.IsExplicit)));
        Assert.EndsWith("the limit set on the role leaves it out, and 2 more things stand in the way.", explanation.Sentence, StringComparison.Ordinal);
        Assert.Equal((3, Decision.Allowed), (explanation.Remedy!.Remedy!.Edits.Length, explanation.Remedy.Remedy.After));
        Assert.Empty(explanation.Remedy.Remedy.AlsoAllows);
    }

    [Fact]
    public void A_boundary_that_only_AWS_can_change_has_no_remedy()
    {
        var estate = new Estate().AwsPolicy("PowerUserAccess", Policy.Allow("ce:*"));
        var role = estate.Role("analyst", role => role.Inline("all", Policy.Allow("billingconductor:*")).BoundaryArn("arn:aws:iam::aws:policy/PowerUserAccess"));
        Assert.Equal("what stands in the way can only be changed by its owner: permissionsBoundary PowerUserAccess", role.Explain(Analyst, Update).Remedy!.Obstacle);
    }

    [Fact]
    public void A_guardrail_of_the_organization_gets_an_exception_for_one_principal()
    {
        var explanation = new Estate().Scp("p-regions00", Policy.Of(PolicyStatement.DenyAllBut("iam:*")), "ou-exam-members1")
            .PermissionSet("Costs", role => role.Inline("AwsSSOInlinePolicy", Policy.Allow("ce:*")), Estate.Member)
            .Explain($"arn:aws:sts::{Estate.Member}:assumed-role/AWSReservedSSO_Costs_0123456789abcdef/jane", "ce:GetCostForecast");
        Assert.StartsWith($"The permission set Costs cannot get cost forecast in Cost Explorer: the organization forbids it in account {Estate.Member}", explanation.Sentence, StringComparison.Ordinal);
        var edit = explanation.Remedy!.Remedy!.Edits.Single();
        Assert.Equal((EditKind.ReplaceStatement, PolicyLayer.ServiceControlPolicy), (edit.Kind, edit.Layer));
        Assert.Contains("AWSReservedSSO_Costs_*", edit.After[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_the_call_tells_is_said_and_can_be_told()
    {
        var estate = new Estate().Role("analyst", role => role.Inline("mfa", Policy.Of(PolicyStatement.Allow("billingconductor:*").When("Bool", "aws:MultiFactorAuthPresent", "true"))));
        Assert.Equal("The role analyst can change a billing group only after signing in with a second factor.", estate.Explain(Analyst, Update).Sentence);
        Assert.Equal(Decision.Allowed, estate.Explain(Analyst, Update, context: ("aws:multifactorauthpresent", "true")).Decision);
        Assert.Equal(Decision.ImplicitDeny, estate.Explain(Analyst, Update, context: ("aws:MultiFactorAuthPresent", null)).Decision);
    }

    [Fact]
    public void A_policy_that_cannot_be_read_makes_the_answer_unknown_and_no_remedy_is_guessed()
    {
        var explanation = new Estate().Role("analyst", role => role.Inline("broken", Policy.Json("""{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}"""))).Explain(Analyst, Update);
        Assert.Equal((Decision.Unknown, RungState.Unreadable), (explanation.Decision, RungOf(explanation, PolicyLayer.Identity).State));
        Assert.StartsWith("Nobody can tell whether the role analyst can change a billing group", explanation.Sentence, StringComparison.Ordinal);
        Assert.Null(explanation.Remedy!.Remedy);
        Assert.Contains(explanation.Notes, note => note.StartsWith("could not be read: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/nobody", Update, "there is")]
    [InlineData("arn:aws:iam::999999999999:role/analyst", Update, "no account")]
    [InlineData("arn:aws:iam::111122223333:root", Update, "neither a role nor a user")]
    [InlineData("arn:aws:sts::111122223333:federated-user/bob", Update, "`arn:aws:sts::111122223333:federated-user/bob` is a federated user without a role, and these are not audited (docs/limits.md)")]
    [InlineData("analyst", Update, "neither an ARN nor the id")]
    [InlineData("arn:aws:iam::111122223333:role/analyst", "billingconductor:UpdateBillingGroups", "did you mean billingconductor:UpdateBillingGroup?")]
    [InlineData("arn:aws:iam::111122223333:role/analyst", "billingconductor:*", "is no action")]
    public void What_is_not_there_is_said(string principal, string action, string expected)
    {
        var estate = new Estate().Role("analyst", role => role).Role("nobody-else", role => role);
        Assert.Contains(expected, Assert.Throws<RunCannotGoOnException>(() => estate.Explain(principal, action)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("because no identity-based policy allows the billingconductor:UpdateBillingGroup action", true, "the same is found")]
    [InlineData("with an explicit deny in a service control policy", false, "service control policies never bind the payer")]
    [InlineData("because no session policy allows the billingconductor:UpdateBillingGroup action", null, "a snapshot has no such policy")]
    [InlineData("", null, "not authorized, without a reason")]
    public void What_AWS_says_is_held_against_what_is_found(string reason, bool? agrees, string expected)
    {
        var answer = new Estate().Role("analyst", role => role)
            .Explain($"An error occurred (AccessDeniedException) when calling the UpdateBillingGroup operation: User: arn:aws:sts::111122223333:assumed-role/analyst/jane is not authorized to perform: billingconductor:UpdateBillingGroup {reason}".TrimEnd()).Single();
        Assert.Equal((agrees, Decision.ImplicitDeny), (answer.Agrees, answer.Explanation!.Decision));
        Assert.Contains(answer.Comparison, line => line.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_denial_that_the_snapshot_does_not_explain_is_not_explained_away()
    {
        var answer = new Estate().Role("analyst", role => role.Inline("all", Policy.Allow("*")))
            .Explain("User: arn:aws:sts::111122223333:assumed-role/analyst/jane is not authorized to perform: billingconductor:ListBillingGroups because no identity-based policy allows the billingconductor:ListBillingGroups action").Single();
        Assert.Equal((false, Decision.Allowed), (answer.Agrees, answer.Explanation!.Decision));
        Assert.Contains(answer.Comparison, line => line.StartsWith("by the snapshot's policies the call is allowed", StringComparison.Ordinal));
    }

    private static Rung RungOf(Explanation explanation, PolicyLayer layer) => explanation.Ladder.First(rung => rung.Layer == layer);

    private static string Camel(EditKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
}
