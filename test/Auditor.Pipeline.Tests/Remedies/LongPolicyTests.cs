using System.Text.Json.Nodes;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Remedies.Forms;

namespace Auditor.Pipeline.Remedies;

/// <summary>What is too long for one policy goes into several, and together they are what is needed.</summary>
public sealed class LongPolicyTests
{
    [Theory]
    [InlineData(100, 2)]
    [InlineData(300, 4)]
    public void A_list_of_resources_goes_on_in_the_next_policy(int count, int policies)
    {
        var proposal = Operator(count).Propose(Estate.RoleArn("operator"), ["account-enroller"], namesInventory: true);
        Assert.Equal(policies, proposal.Policies.Length);
        Assert.All(proposal.Policies, IsWithinGrammarAndQuota);
        Assert.Equal(Groups(count), proposal.Policies.SelectMany(Resources).Where(resource => resource != "*").Order(StringComparer.Ordinal));
        Assert.Equal(proposal.Policies.Length, proposal.Policies.Select(policy => policy.Name).Distinct(StringComparer.Ordinal).Count());
        var after = Operator(count, role => proposal.Policies.Aggregate(role, (held, policy) => held.Inline(policy.Name, Policy.Json(policy.Document)))).Assign(Estate.RoleArn("operator"), "account-enroller", Listed(count));
        Assert.DoesNotContain(after.Audit().Findings, finding => finding.Rule is "BCA101" or "BCA201");
    }

    [Fact]
    public void So_does_a_list_of_an_assignment()
    {
        var proposal = Operator(200).Assign(Estate.RoleArn("operator"), "account-enroller", Listed(200)).Propose(Estate.RoleArn("operator"), []);
        Assert.Equal(3, proposal.Policies.Length);
        Assert.All(proposal.Policies, IsWithinGrammarAndQuota);
        Assert.Empty(proposal.Notes);
    }

    [Fact]
    public void Where_a_name_leaves_little_room_the_actions_are_divided()
    {
        var name = new string('a', 5_700);
        var proposal = Operator(0).Assign(Estate.RoleArn("operator"), "iac-deployer", Resources([Estate.Resource("billinggroup", name)])).Propose(Estate.RoleArn("operator"), []);
        Assert.All(proposal.Policies, IsWithinGrammarAndQuota);
        Assert.Contains("billingconductor:AssociateAccounts", proposal.Actions);
    }

    [Fact]
    public void Where_a_name_leaves_no_room_that_is_said()
    {
        var estate = Operator(0).Assign(Estate.RoleArn("operator"), "account-enroller", Resources([Estate.Resource("billinggroup", new string('a', 6_100))]));
        Assert.Matches(
            "^no policy can name `arn:aws:billingconductor::111122223333:billinggroup/a+…`, which has 6152 characters: a policy may have 6144$",
            Assert.Throws<RunCannotGoOnException>(() => estate.Propose(Estate.RoleArn("operator"), [])).Message);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(600, false)]
    public void A_permission_set_has_one_policy(int count, bool isPossible)
    {
        var arn = $"arn:aws:iam::{Estate.Payer}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Operators_0123456789abcdef";
        var estate = Inventory(count).PermissionSet("Operators", role => role);
        if (isPossible)
            Assert.Single(estate.Propose(arn, ["account-enroller"], namesInventory: true).Policies);
        else
            Assert.Contains("one inline policy of at most 32768 characters, and what is needed takes 2: ", Assert.Throws<RunCannotGoOnException>(() => estate.Propose(arn, ["account-enroller"], namesInventory: true)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, "an inline policy AllowListBillingGroups")]
    [InlineData(200, "a managed policy AllowListBillingGroups")]
    public void A_policy_that_inline_policies_have_no_room_for_is_called_a_managed_one(int count, string words)
    {
        var lengthy = Policy.Of([.. Enumerable.Range(0, count).Select(number => PolicyStatement.Allow("s3:GetObject").On($"arn:aws:s3:::bucket-{number}/*"))]);
        var edit = Assert.Single(new Estate().Role("operator", role => role.Inline("long", lengthy)).Explain(Estate.RoleArn("operator"), "billingconductor:ListBillingGroups").Remedy!.Remedy!.Edits);
        Assert.Equal(words, RemedyWords.NewPolicy(edit));
    }

    [Fact]
    public void More_policies_than_a_role_may_have_are_noted() => Assert.Contains(
        Operator(1_100).Propose(Estate.RoleArn("operator"), ["account-enroller"], namesInventory: true).Notes,
        note => note.StartsWith("AWS lets a role or user have 10 managed policies unless its quota is raised", StringComparison.Ordinal));

    private static Estate Inventory(int count) => new Estate().Inventory([.. Enumerable.Range(0, count).Select(index => ("billinggroup", IdOf(index)))]);

    private static Estate Operator(int count, Func<EstateHolder, EstateHolder>? describe = null) => Inventory(count).Role("operator", describe ?? (role => role));

    private static IEnumerable<string> Groups(int count) => Enumerable.Range(0, count).Select(index => Estate.Resource("billinggroup", IdOf(index)));

    private static string IdOf(int index) => $"abcde{index:D5}";

    private static string Listed(int count) => Resources(Groups(count));

    private static string Resources(IEnumerable<string> groups) => $$"""  "resources": { "billinggroup": [{{string.Join(',', groups.Select(group => $"\"{group}\""))}}] }""";

    private static IEnumerable<string> Resources(ProposedPolicy policy) => JsonNode.Parse(policy.Document)!["Statement"]!.AsArray()
        .SelectMany(statement => statement!["Resource"] is JsonArray many ? many.Select(one => one!.GetValue<string>()) : [statement["Resource"]!.GetValue<string>()]);

    private static void IsWithinGrammarAndQuota(ProposedPolicy policy)
    {
        Assert.Empty(PolicyParser.Parse(policy.Document, PolicyType.IdentityBased).Problems);
        Assert.InRange(policy.Document.Length, 1, 6_144);
    }
}
