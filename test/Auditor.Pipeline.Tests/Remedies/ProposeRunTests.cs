using Auditor.Engine.Policies;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Remedies.Forms;

namespace Auditor.Pipeline.Remedies;

public sealed class ProposeRunTests
{
    public static TheoryData<string> Profiles => [.. ProfileCatalog.Default.Profiles.Select(profile => profile.Id)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Policy_of_a_profile_makes_every_task_possible_and_allows_nothing_else_of_the_catalogue(string profile)
    {
        var proposal = new Estate().Role("new", role => role).Propose(Estate.RoleArn("new"), [profile]);
        Assert.All(proposal.Policies, IsWithinGrammarAndQuota);
        var after = new Estate();
        after.Role("new", role => proposal.Policies.Aggregate(role, (held, policy) => held.Inline(policy.Name, Policy.Json(policy.Document)))).Assign(Estate.RoleArn("new"), profile);
        var tasks = after.Audit().Principals.Single(principal => principal.Assessed.Principal.Name == "new").Assessed.Tasks.Where(task => task.IsAssigned).ToArray();
        Assert.NotEmpty(tasks);
        Assert.All(tasks, task => Assert.True(task.Verdict == Simulate.Verdict.All, $"{task.Task.Id}: {task.Verdict}"));
        var others = after.AllAllowed(Estate.RoleArn("new")).Select(request => request.Action).Except(proposal.Actions, StringComparer.OrdinalIgnoreCase);
        Assert.Empty(others);
    }

    [Fact]
    public void A_policy_is_proposed_where_nobody_knows_the_organization_too()
    {
        var known = new Estate().Role("new", role => role);
        var unknown = new Estate().Role("new", role => role).WithoutOrganization();

        Assert.NotEmpty(known.Propose(Estate.RoleArn("new"), ["abc-administrator"]).Policies);
        Assert.NotEmpty(unknown.Propose(Estate.RoleArn("new"), ["abc-administrator"]).Policies);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Policy_of_what_a_principal_holds_is_never_more_than_that(int seed)
    {
        var organization = new RandomOrganization(seed);
        organization.Open(out var folder);
        using (folder)
        {
            var run = new ProposeRun(folder.Open(), new AuditOptions { AsOf = Estate.AsOf, ToolVersion = "test" });
            var held = AuditRun.Run(folder.Open(), new AuditOptions { AsOf = Estate.AsOf, ToolVersion = "test", ListAll = true }, null, CancellationToken.None).Principals
                .ToDictionary(principal => principal.Assessed.Principal.Arn, principal => principal.Assessed.Held, StringComparer.Ordinal);
            foreach (var role in organization.Roles)
            {
                var proposal = run.Propose(role, [], PolicyBasis.Held);
                Assert.All(proposal.Policies, IsWithinGrammarAndQuota);
                Assert.Equal(System.Numerics.BitOperations.PopCount(held[role]), proposal.Actions.Length);
            }
        }
    }

    [Fact]
    public void Resources_of_an_assignment_are_the_only_ones()
    {
        var group = Estate.Resource("billinggroup", "abcdefghij");
        var estate = new Estate().Inventory(("billinggroup", "abcdefghij"), ("billinggroup", "klmnopqrst")).Role("operator", role => role)
            .Assign(Estate.RoleArn("operator"), "account-enroller", "\"resources\":{\"billinggroup\":[\"" + group + "\"]}");
        var proposal = estate.Propose(Estate.RoleArn("operator"), []);
        Assert.Contains($"\"Resource\":\"{group}\"", proposal.Policies.Single().Document, StringComparison.Ordinal);
        Assert.DoesNotContain("billinggroup/*", proposal.Policies.Single().Document, StringComparison.Ordinal);
    }

    [Fact]
    public void Resources_of_the_inventory_are_named_one_by_one_where_that_is_asked_for()
    {
        var estate = new Estate().Inventory(("billinggroup", "abcdefghij"), ("billinggroup", "klmnopqrst")).Role("operator", role => role);
        var document = estate.Propose(Estate.RoleArn("operator"), ["account-enroller"], namesInventory: true).Policies.Single().Document;
        Assert.Contains($"[\"{Estate.Resource("billinggroup", "abcdefghij")}\",\"{Estate.Resource("billinggroup", "klmnopqrst")}\"]", document, StringComparison.Ordinal);
        Assert.DoesNotContain("billinggroup/*", document, StringComparison.Ordinal);
        // A billing group is made of a pricing plan, and of these no list call named any.
        var plans = estate.Propose(Estate.RoleArn("operator"), ["billing-group-operator"], namesInventory: true).Policies.Single().Document;
        Assert.Contains($"\"{Estate.Resource("pricingplan", "*")}\"", plans, StringComparison.Ordinal);
    }

    [Fact]
    public void Policy_of_an_Identity_Center_role_is_its_permission_set()
    {
        var proposal = new Estate().PermissionSet("Operators", role => role).Propose($"arn:aws:iam::{Estate.Payer}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Operators_0123456789abcdef", ["abc-administrator"]);
        Assert.Single(proposal.Policies);
        Assert.Contains("\"Type\": \"AWS::SSO::PermissionSet\"", ProposalForms.CloudFormation(proposal), StringComparison.Ordinal);
        Assert.Contains("aws_ssoadmin_permission_set_inline_policy", ProposalForms.Terraform(proposal), StringComparison.Ordinal);
    }

    [Fact]
    public void Terraform_doubles_what_it_would_take_for_a_template_of_its_own()
    {
        var proposal = new Estate().Role("new", role => role).Propose(Estate.RoleArn("new"), ["account-enroller"]);
        var odd = proposal with { Policies = [new ProposedPolicy("odd", """{"Statement":{"Resource":"${aws:username}"}}""")] };
        Assert.Contains("$${aws:username}", ProposalForms.Terraform(odd), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_profile_is_said() =>
        Assert.Contains("there is no profile `x`", Assert.Throws<RunCannotGoOnException>(() => new Estate().Role("new", role => role).Propose(Estate.RoleArn("new"), ["x"])).Message, StringComparison.Ordinal);

    private static void IsWithinGrammarAndQuota(ProposedPolicy policy)
    {
        Assert.Empty(PolicyParser.Parse(policy.Document, PolicyType.IdentityBased).Problems);
        Assert.InRange(policy.Document.Count(character => !char.IsWhiteSpace(character)), 1, 6_144);
    }
}
