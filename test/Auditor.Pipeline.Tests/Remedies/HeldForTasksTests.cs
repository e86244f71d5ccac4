using System.Text.Json.Nodes;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Remedies;

/// <summary>A policy of what is held leaves to whoever has profiles what their tasks rest on, and no more than they permit.</summary>
public sealed class HeldForTasksTests
{
    private const string Associate = "billingconductor:AssociateAccounts";
    private const string Update = "billingconductor:UpdateBillingGroup";
    private static readonly string Operator = Estate.RoleArn("operator");
    private static readonly string Group = Estate.Resource("billinggroup", "abcdefghij");
    private static readonly string OtherGroup = Estate.Resource("billinggroup", "klmnopqrst");

    public static TheoryData<string> Profiles => [.. ProfileCatalog.Default.Profiles.Select(profile => profile.Id)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Whoever_holds_more_than_a_profile_asks_for_can_do_its_tasks_afterwards_and_nothing_beyond(string profile)
    {
        var proposal = HeldOf(profile, "", PolicyStatement.AllowAllBut("s3:*"));
        var findings = After(profile, "", proposal).Audit().Findings;
        Assert.DoesNotContain(findings, finding => finding.Rule is "BCA101" or "BCA102" or "BCA103" or "BCA201" or "BCA202");
        // Who administers Billing Conductor may do everything in it.
        Assert.Equal(profile != "abc-administrator", proposal.Notes.Any(note => note.StartsWith("not permitted by its profiles, and left out: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_a_task_needs_of_other_services_stays_if_it_is_held()
    {
        var proposal = HeldOf("billing-transfer-operator", "", PolicyStatement.Allow("billingconductor:*", "iam:CreateServiceLinkedRole", "organizations:DescribeResponsibilityTransfer", "organizations:ListRoots"));
        Assert.Equal(["iam:CreateServiceLinkedRole", "organizations:DescribeResponsibilityTransfer"], proposal.Actions.Where(action => !action.StartsWith("billingconductor:", StringComparison.Ordinal)));
        var creating = Assert.Single(Statements(proposal), statement => statement["Action"]!.ToString() == "iam:CreateServiceLinkedRole");
        Assert.Equal("billingconductor.amazonaws.com", creating["Condition"]!["StringEquals"]!["iam:AWSServiceName"]!.ToString());
    }

    [Fact]
    public void A_condition_on_what_a_task_needs_of_other_services_is_named() => Assert.Equal(
        ["held only as aws:MultiFactorAuthPresent has it, and this policy has no condition: organizations:ListAccounts"],
        HeldOf("account-enroller", "", PolicyStatement.Allow(Associate, "billingconductor:ListAccountAssociations"), PolicyStatement.Allow("organizations:ListAccounts").When("Bool", "aws:MultiFactorAuthPresent", "true")).Notes);

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/budgets-*", "arn:aws:iam::111122223333:role/budgets-*")]
    [InlineData("arn:aws:iam::111122223333:role/budgets", "arn:aws:iam::111122223333:role/budgets")]
    [InlineData("arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:role/*")]
    [InlineData("*", "arn:aws:iam::111122223333:role/*")]
    public void A_resource_of_another_service_is_named_no_wider_than_it_is_held(string held, string named)
    {
        var proposal = HeldOf("budgets-manager", "", PolicyStatement.Allow("billingconductor:*", "budgets:*"), PolicyStatement.Allow("iam:PassRole").On(held));
        Assert.Equal(named, Assert.Single(Statements(proposal), statement => statement["Action"]!.ToString() == "iam:PassRole")["Resource"]!.ToString());
    }

    [Fact]
    public void What_is_denied_within_a_pattern_of_another_service_stays_so()
    {
        var secret = "arn:aws:budgets::111122223333:budget/secret*";
        var proposal = HeldOf("budgets-viewer", "", PolicyStatement.Allow("budgets:*"), PolicyStatement.Deny("budgets:ViewBudget").On(secret));
        var denial = Assert.Single(Statements(proposal), statement => statement["Effect"]!.ToString() == "Deny");
        Assert.Equal(("budgets:ViewBudget", secret), (denial["Action"]!.ToString(), denial["Resource"]!.ToString()));
        Assert.DoesNotContain(After("budgets-viewer", "", proposal).Audit().Findings, finding => finding.Rule == "BCA101");
    }

    [Fact]
    public void Of_what_is_held_the_resources_of_the_assignment_are_named()
    {
        var proposal = HeldOf("account-enroller", Listed(Group), PolicyStatement.Allow(Associate, "billingconductor:ListAccountAssociations", "organizations:ListAccounts", Update));
        Assert.Equal(Group, Assert.Single(Statements(proposal), statement => statement["Action"]!.ToString() == Associate)["Resource"]!.ToString());
        Assert.Equal(
            [$"not permitted by its profiles, and left out: {Update}", $"held on more than the assignment lists, and this policy names only that: {Associate}"],
            proposal.Notes);
        Assert.DoesNotContain(After("account-enroller", Listed(Group), proposal).Audit().Findings, finding => finding.Rule is "BCA101" or "BCA103" or "BCA201");
    }

    [Fact]
    public void What_is_not_held_on_the_resources_of_the_assignment_is_left_out_and_told()
    {
        var proposal = HeldOf("account-enroller", Listed(Group), PolicyStatement.Allow("billingconductor:ListAccountAssociations"), PolicyStatement.Allow(Associate).On(OtherGroup));
        Assert.Equal(["billingconductor:ListAccountAssociations"], proposal.Actions);
        Assert.Equal([$"not held on what the assignment lists, and left out: {Associate}"], proposal.Notes);
    }

    [Fact]
    public void Resources_that_one_assignment_lists_and_another_leaves_free_stay_named()
    {
        var unlisted = Estate.Resource("billinggroup", "uvwxyzabcd");
        Estate Assigned(Estate estate) => estate.Assign(Operator, "account-enroller", Listed(unlisted)).Configure(OwnProfile).Assign(Operator, "own");
        // Held on what is made later too, but not on all that there is: no pattern says so.
        var proposal = Assigned(With(PolicyStatement.Allow("billingconductor:*", "organizations:ListAccounts"), PolicyStatement.Deny(Associate).On(OtherGroup))).Propose(Operator, [], PolicyBasis.Held);
        Assert.Equal($"{Group} {unlisted}", string.Join(' ', Resources(Assert.Single(Statements(proposal), statement => statement["Action"]!.ToString() == Associate))));
        Assert.DoesNotContain(Assigned(Holding(proposal)).Audit().Findings, finding => finding.Rule is "BCA101" or "BCA201");
    }

    [Fact]
    public void Profiles_that_are_named_are_not_confined_by_the_assignment() => Assert.Equal(
        Pattern,
        Assert.Single(Statements(With(PolicyStatement.Allow(Associate)).Assign(Operator, "account-enroller", Listed(Group)).Propose(Operator, ["account-enroller"], PolicyBasis.Held)))["Resource"]!.ToString());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_task_that_rests_on_what_is_made_later_goes_on_and_what_there_is_stays_denied(bool isAssigned)
    {
        PolicyStatement[] held = [PolicyStatement.Allow(Update, "billingconductor:ListBillingGroups"), PolicyStatement.Deny(Update).On(Group, OtherGroup)];
        if (!isAssigned)
        {
            Assert.Equal([$"held only on what is made later, and left out: {Update}"], With(held).Propose(Operator, [], PolicyBasis.Held).Notes);
            return;
        }

        Estate Assigned(Estate estate) => estate.Configure("""  "profiles": { "own": { "tasks": ["change-billing-group"] } }""").Assign(Operator, "own");
        var proposal = Assigned(With(held)).Propose(Operator, [], PolicyBasis.Held);
        Assert.Equal(
            [("Allow", Pattern), ("Deny", $"{Group} {OtherGroup}")],
            Statements(proposal).Where(statement => statement["Action"]!.ToString() == Update).Select(statement => (statement["Effect"]!.ToString(), string.Join(' ', Resources(statement)))));
        Assert.Empty(proposal.Notes);
        var after = Assigned(Holding(proposal));
        Assert.DoesNotContain(after.Audit().Findings, finding => finding.Rule == "BCA101");
        Assert.DoesNotContain(after.AllAllowed(Operator), request => request.Action == Update && request.Resource == Group);
    }

    [Fact]
    public void What_is_held_on_one_of_the_two_types_that_it_takes_is_left_out() => Assert.Equal(
        ["billingconductor:ListPricingPlans"],
        With(PolicyStatement.Allow("billingconductor:ListPricingPlans"), PolicyStatement.Allow("billingconductor:AssociatePricingRules").On(Estate.Resource("pricingplan", "abcdefghij")))
            .Propose(Operator, [], PolicyBasis.Held).Actions);

    private const string OwnProfile = """  "profiles": { "own": { "permits": ["billingconductor:*"] } }""";

    private static string Pattern => Estate.Resource("billinggroup", "*");

    private static string Listed(string group) => $$"""  "resources": { "billinggroup": ["{{group}}"] }""";

    private static Estate Empty() => new Estate().Inventory(("billinggroup", "abcdefghij"), ("billinggroup", "klmnopqrst"));

    private static Estate With(params PolicyStatement[] statements) => Empty().Role("operator", role => role.Inline("own", Policy.Of(statements)));

    private static Estate Holding(PolicyProposal proposal) => Empty().Role("operator", role => proposal.Policies.Aggregate(role, (held, policy) => held.Inline(policy.Name, Policy.Json(policy.Document))));

    private static PolicyProposal HeldOf(string profile, string more, params PolicyStatement[] statements) => With(statements).Assign(Operator, profile, more).Propose(Operator, [], PolicyBasis.Held);

    private static Estate After(string profile, string more, PolicyProposal proposal) => Holding(proposal).Assign(Operator, profile, more);

    private static IEnumerable<JsonNode> Statements(PolicyProposal proposal) => proposal.Policies.SelectMany(policy => JsonNode.Parse(policy.Document)!["Statement"]!.AsArray()).Select(statement => statement!);

    private static IEnumerable<string> Resources(JsonNode statement) => statement["Resource"] is JsonArray many ? many.Select(one => one!.ToString()) : [statement["Resource"]!.ToString()];
}
