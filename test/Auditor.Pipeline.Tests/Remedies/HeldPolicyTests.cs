using System.Text.Json.Nodes;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Remedies;

/// <summary>A policy of what is held is no wider than that, and says where it is not the same.</summary>
public sealed class HeldPolicyTests
{
    private const string Update = "billingconductor:UpdateBillingGroup";
    private static readonly string Group = Estate.Resource("billinggroup", "abcdefghij");

    [Fact]
    public void A_condition_on_a_tag_that_what_there_is_carries_makes_no_pattern_and_is_named()
    {
        var proposal = Held(Tagged(), PolicyStatement.Allow(Update).When("StringEquals", "aws:ResourceTag/team", "red"));
        Assert.Equal([Group], ResourcesOf(proposal));
        Assert.Equal(
        [
            $"held only as aws:ResourceTag/team has it, and this policy has no condition: {Update}",
            $"held on what is made later too, and this policy names only what there is: {Update}",
        ], proposal.Notes);
    }

    [Fact]
    public void Where_there_is_nothing_yet_a_condition_on_a_tag_makes_no_pattern_either() =>
        Assert.Equal(
            [$"held only on what is made later, and left out: {Update}"],
            Held(new Estate(), PolicyStatement.Allow(Update).When("StringEquals", "aws:ResourceTag/team", "red")).Notes);

    [Fact]
    public void A_condition_on_what_is_made_later_alone_makes_no_pattern()
    {
        var proposal = Held(
            new Estate().Inventory(("billinggroup", "abcdefghij")),
            PolicyStatement.Allow(Update).On(Group), PolicyStatement.Allow(Update).When("Bool", "aws:MultiFactorAuthPresent", "true"));
        Assert.Equal([Group], ResourcesOf(proposal));
        Assert.Contains($"held only as aws:MultiFactorAuthPresent has it, and this policy has no condition: {Update}", proposal.Notes);
    }

    [Fact]
    public void A_condition_on_the_call_holds_for_all_and_makes_a_pattern()
    {
        var proposal = Held(new Estate().Inventory(("billinggroup", "abcdefghij")), PolicyStatement.Allow(Update).When("Bool", "aws:MultiFactorAuthPresent", "true"));
        Assert.Equal([Estate.Resource("billinggroup", "*")], ResourcesOf(proposal));
        Assert.Equal([$"held only as aws:MultiFactorAuthPresent has it, and this policy has no condition: {Update}"], proposal.Notes);
    }

    [Fact]
    public void What_a_policy_names_and_nobody_lists_brings_its_condition_to_the_notes()
    {
        var proposal = Held(new Estate(), PolicyStatement.Allow(Update).On(Group).When("Bool", "aws:MultiFactorAuthPresent", "true"));
        Assert.Equal([Group], ResourcesOf(proposal));
        Assert.Equal([$"held only as aws:MultiFactorAuthPresent has it, and this policy has no condition: {Update}"], proposal.Notes);
    }

    [Theory]
    [InlineData("billingconductor:UpdatePricingPlan")]
    [InlineData("billingconductor:CreateBillingGroup")]
    public void A_pattern_for_another_owner_or_type_does_not_hide_what_is_lost(string action)
    {
        var plan = Estate.Resource("pricingplan", "abcdefghij");
        var proposal = Held(
            new Estate().Inventory(("pricingplan", "abcdefghij"), ("pricingplan", "klmnopqrst")), PolicyStatement.Allow(action), PolicyStatement.Deny(action).On(plan));
        Assert.DoesNotContain(Estate.Resource("pricingplan", "*"), ResourcesOf(proposal));
        Assert.Contains("arn:aws:billingconductor::aws:pricingplan/*", ResourcesOf(proposal));
        Assert.Equal([$"held on what is made later too, and this policy names only what there is: {action}"], proposal.Notes);
    }

    [Theory]
    [InlineData("""  "Version":"2008-10-17", """)]
    [InlineData("")]
    public void A_name_with_a_dollar_sign_stays_a_name(string version)
    {
        var odd = Estate.Resource("billinggroup", "${aws:PrincipalTag/none}");
        var estate = new Estate().Role("operator", role => role.Inline("own", Policy.Json($$"""{ {{version}} "Statement":{"Effect":"Allow","Action":"{{Update}}","Resource":"{{odd}}"} }""")));
        Assert.Equal([Estate.Resource("billinggroup", "${$}{aws:PrincipalTag/none}")], ResourcesOf(estate.Propose(Estate.RoleArn("operator"), [], PolicyBasis.Held)));
    }

    [Fact]
    public void That_nobody_knows_the_payer_is_no_condition_and_the_note_says_what_to_do()
    {
        var proposal = Held(new Estate().WithoutOrganization(), PolicyStatement.Allow(Update));
        Assert.Equal([Estate.Resource("billinggroup", "*")], ResourcesOf(proposal));
        Assert.Equal(
            ["Billing Conductor answers only in the payer, and nobody knows which account that is: add organization.json to the snapshot, or name it with --management-account"],
            proposal.Notes);
    }

    private static Estate Tagged() => new Estate().File(
        $"accounts/{Estate.Payer}/billing-conductor.json",
        $$"""{"BillingGroups":[{"Arn":"{{Group}}"}],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[],"Tags":{"{{Group}}":{"team":"red"} } }""");

    private static PolicyProposal Held(Estate estate, params PolicyStatement[] statements) =>
        estate.Role("operator", role => role.Inline("own", Policy.Of(statements))).Propose(Estate.RoleArn("operator"), [], PolicyBasis.Held);

    private static string[] ResourcesOf(PolicyProposal proposal) => JsonNode.Parse(Assert.Single(proposal.Policies).Document)!["Statement"]!.AsArray().Single()!["Resource"] switch
    {
        JsonArray many => [.. many.Select(one => one!.GetValue<string>())],
        var one => [one!.GetValue<string>()],
    };
}
