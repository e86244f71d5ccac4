using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Remedies.Forms;
using Auditor.Pipeline.Simulate;

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
                .ToDictionary(principal => principal.Assessed.Principal.Arn, principal => principal.Assessed, StringComparer.Ordinal);
            foreach (var role in organization.Roles)
            {
                var proposal = run.Propose(role, [], PolicyBasis.Held);
                Assert.All(proposal.Policies, IsWithinGrammarAndQuota);
                Assert.Equal(System.Numerics.BitOperations.PopCount(held[role].Held), proposal.Actions.Length);
                AllowsNoMore(proposal, held[role].Simulator);
            }
        }
    }

    [Fact]
    public void What_is_held_on_one_resource_is_proposed_on_that_one()
    {
        var (listed, other, unlisted) = (Estate.Resource("billinggroup", "abcdefghij"), Estate.Resource("billinggroup", "klmnopqrst"), Estate.Resource("billinggroup", "uvwxyzabcd"));
        var estate = new Estate().Inventory(("billinggroup", "abcdefghij"), ("billinggroup", "klmnopqrst")).Role("operator", role => role.Inline("own", Policy.Of(
            PolicyStatement.Allow("billingconductor:UpdateBillingGroup").On(listed), PolicyStatement.Allow("billingconductor:DeleteBillingGroup").On(unlisted))));
        var proposal = estate.Propose(Estate.RoleArn("operator"), [], PolicyBasis.Held);
        Assert.Equal(["billingconductor:DeleteBillingGroup", "billingconductor:UpdateBillingGroup"], proposal.Actions);
        var document = Assert.Single(proposal.Policies).Document;
        Assert.Contains($"\"Resource\":\"{listed}\"", document, StringComparison.Ordinal);
        Assert.Contains($"\"Resource\":\"{unlisted}\"", document, StringComparison.Ordinal);
        Assert.DoesNotContain(other, document, StringComparison.Ordinal);
        Assert.Empty(proposal.Notes);
    }

    [Fact]
    public void What_is_held_on_everything_of_one_owner_is_proposed_so()
    {
        var own = Estate.Resource("pricingplan", "*");
        var proposal = new Estate().Role("operator", role => role.Inline("own", Policy.Of(PolicyStatement.Allow("billingconductor:UpdatePricingPlan").On(own))))
            .Propose(Estate.RoleArn("operator"), [], PolicyBasis.Held);
        Assert.Contains($"\"Resource\":\"{own}\"", Assert.Single(proposal.Policies).Document, StringComparison.Ordinal);
        Assert.Empty(proposal.Notes);
    }

    [Fact]
    public void What_is_held_on_nothing_that_there_is_is_left_out_and_told()
    {
        var proposal = new Estate().Inventory(("billinggroup", "abcdefghij")).Role("operator", role => role.Inline("own", Policy.Of(
                PolicyStatement.Allow("billingconductor:UpdateBillingGroup"), PolicyStatement.Deny("billingconductor:*").On(Estate.Resource("billinggroup", "abcdefghij")))))
            .Propose(Estate.RoleArn("operator"), [], PolicyBasis.Held);
        Assert.Empty(proposal.Policies);
        Assert.Equal(["held only on what is made later, and left out: billingconductor:UpdateBillingGroup"], proposal.Notes);
    }

    [Fact]
    public void What_is_held_is_named_one_by_one_where_that_is_asked_for()
    {
        var document = new Estate().Inventory(("billinggroup", "abcdefghij")).Role("operator", role => role.Allow("billingconductor:UpdateBillingGroup"))
            .Propose(Estate.RoleArn("operator"), [], PolicyBasis.Held, namesInventory: true).Policies.Single().Document;
        Assert.Contains($"\"Resource\":\"{Estate.Resource("billinggroup", "abcdefghij")}\"", document, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_proposal_leaves_open_is_noted()
    {
        var estate = new Estate().Inventory(("billinggroup", "abcdefghij"), ("billinggroup", "klmnopqrst"))
            .Role("operator", role => role.Inline("own", Policy.Of(
                PolicyStatement.Allow("billingconductor:UpdateBillingGroup"),
                PolicyStatement.Deny("billingconductor:*").On(Estate.Resource("billinggroup", "abcdefghij")),
                PolicyStatement.Allow("billingconductor:DeleteBillingGroup").When("Bool", "aws:MultiFactorAuthPresent", "true"))))
            .Role("broken", role => role.Inline("own", Policy.Json("""{"Statement":{"Effect":"Allow"}}""")));
        var proposal = estate.Propose(Estate.RoleArn("operator"), [], PolicyBasis.Held);
        Assert.Equal(
        [
            "held only as aws:MultiFactorAuthPresent has it, and this policy has no condition: billingconductor:DeleteBillingGroup",
            "held on what is made later too, and this policy names only what there is: billingconductor:DeleteBillingGroup, billingconductor:UpdateBillingGroup",
        ], proposal.Notes);
        Assert.DoesNotContain("billinggroup/*", Assert.Single(proposal.Policies).Document, StringComparison.Ordinal);
        Assert.EndsWith("billingconductor:BatchAssociateResourcesToCustomLineItem and 31 more", Assert.Single(estate.Propose(Estate.RoleArn("broken"), [], PolicyBasis.Held).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_creates_billing_groups_is_allowed_it_on_the_group_too() =>
        Assert.Contains(
            $"[\"{Estate.Resource("billinggroup", "*")}\",\"{Estate.Resource("pricingplan", "*")}\",\"arn:aws:billingconductor::aws:pricingplan/*\"]",
            new Estate().Role("operator", role => role).Propose(Estate.RoleArn("operator"), ["billing-group-operator"]).Policies.Single().Document,
            StringComparison.Ordinal);

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

    private static void AllowsNoMore(PolicyProposal proposal, PrincipalSimulator held)
    {
        var alone = held.Alone([.. proposal.Policies.Select(policy => new SourcedPolicy(new PolicySource(policy.Name, policy.Name), PolicyParser.Parse(policy.Document, PolicyType.IdentityBased)))]);
        foreach (var action in ActionMask.Actions)
        {
            foreach (var resource in held.ResourcesOf(action.FullName).Where(resource => alone.Decide(action.FullName, resource) == Decision.Allowed))
                Assert.True(held.Decide(action.FullName, resource) is Decision.Allowed or Decision.Conditional, $"{proposal.Principal.Arn} {action.Name} {resource}");
        }
    }

    private static void IsWithinGrammarAndQuota(ProposedPolicy policy)
    {
        Assert.Empty(PolicyParser.Parse(policy.Document, PolicyType.IdentityBased).Problems);
        Assert.InRange(policy.Document.Count(character => !char.IsWhiteSpace(character)), 1, 6_144);
    }
}
