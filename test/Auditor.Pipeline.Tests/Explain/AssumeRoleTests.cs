using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Explain;

/// <summary>Why somebody can or cannot become a role: the role's trust policy has a say.</summary>
public sealed class AssumeRoleTests
{
    private const string Assume = "sts:AssumeRole";
    private static readonly string Caller = Estate.RoleArn("caller", Estate.Member);
    private static readonly string Near = Estate.RoleArn("near");
    private static readonly string Role = Estate.RoleArn("enroller");

    [Fact]
    public void Between_accounts_both_must_allow()
    {
        var denied = Build(Trusting(Caller), "s3:*").Explain(Caller, Assume, Role);
        Assert.Equal([PolicyLayer.Identity], denied.Blockers.Select(blocker => blocker.Layer));
        Assert.Equal(RungState.Allows, Trust(denied).State);
        Assert.Equal(Decision.Allowed, denied.Remedy!.Remedy!.After);
        Assert.Equal(Decision.Allowed, Build(Trusting(Caller), Assume).Explain(Caller, Assume, Role).Decision);
    }

    [Fact]
    public void Whom_the_trust_policy_does_not_mean_is_not_let_in_and_no_policy_of_its_own_helps()
    {
        var denied = Build(Trusting(Near), "sts:*").Explain(Caller, Assume, Role);
        Assert.Equal([PolicyLayer.ResourcePolicy], denied.Blockers.Select(blocker => blocker.Layer));
        Assert.Equal("The role caller cannot take on another role: the other role does not let the role in.", denied.Sentence);
        Assert.Equal(RungState.Silent, Trust(denied).State);
        Assert.Null(denied.Remedy!.Remedy);
        Assert.Contains("resourcePolicy", denied.Remedy.Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trust_policy_can_forbid_it()
    {
        var trust = Policy.Json($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"},{"Effect":"Deny","Principal":{"AWS":"{{Caller}}"},"Action":"sts:AssumeRole"}]}""");
        var denied = Build(trust, "sts:*").Explain(Caller, Assume, Role);
        Assert.Equal(Decision.ExplicitDeny, denied.Decision);
        Assert.Equal(RungState.Denies, Trust(denied).State);
    }

    [Fact]
    public void Within_the_account_a_trust_policy_that_names_the_role_is_enough()
    {
        var allowed = Build(Trusting(Near), "s3:*").Explain(Near, Assume, Role);
        Assert.Equal(Decision.Allowed, allowed.Decision);
        Assert.Equal("what allows it elsewhere is enough", allowed.Ladder.Single(rung => rung.Layer == PolicyLayer.Identity).Reason);
        Assert.Equal(Decision.ImplicitDeny, Build(Trusting($"arn:aws:iam::{Estate.Payer}:root"), "s3:*").Explain(Near, Assume, Role).Decision);
    }

    [Theory]
    [InlineData(Estate.Payer, Estate.Member)]
    [InlineData(Estate.Member, Estate.OtherMember)]
    public void A_resource_control_policy_of_the_roles_account_denies_and_is_not_the_callers_to_change(string from, string to)
    {
        var (caller, role) = (Estate.RoleArn("caller", from), Estate.RoleArn("guarded", to));
        var denied = new Estate().Role("caller", holder => holder.Inline("own", Policy.Allow("sts:*")), from).Role("guarded", holder => holder.Trust(Trusting(caller)), to)
            .Rcp("p-rcp000000", Policy.Json("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"sts:*","Resource":"*"}]}"""), to).Explain(caller, Assume, role);
        Assert.Equal((Decision.ExplicitDeny, PolicyLayer.ResourceControlPolicy), (denied.Decision, denied.Blockers.Single().Layer));
        Assert.Null(denied.Remedy!.Remedy);
        Assert.Contains("resourceControlPolicy", denied.Remedy.Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void Resource_control_policies_of_the_callers_account_do_not_bind_another_accounts_role()
    {
        var estate = Build(Trusting(Caller), "sts:*").Rcp("p-rcp000000", Policy.Json("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"sts:*","Resource":"*"}]}"""), Estate.Member);
        var allowed = estate.Explain(Caller, Assume, Role);
        Assert.Equal(Decision.Allowed, allowed.Decision);
        Assert.Equal(RungState.DoesNotApply, allowed.Ladder.Single(rung => rung.Layer == PolicyLayer.ResourceControlPolicy).State);
        Assert.Equal(Decision.ExplicitDeny, estate.Explain(Caller, Assume, Estate.RoleArn("own", Estate.Member)).Decision);
    }

    [Fact]
    public void A_role_that_is_not_there_is_said_to_have_a_say_too()
    {
        foreach (var resource in (string?[])[null, "arn:aws:iam::999999999999:role/x", Estate.RoleArn("gone"), Estate.RoleArn("gone", Estate.Member)])
            Assert.Contains(Build(Trusting(Caller), Assume).Explain(Caller, Assume, resource).Notes, note => note.StartsWith("the role's trust policy must let the principal in too", StringComparison.Ordinal));
        Assert.DoesNotContain(Build(Trusting(Caller), Assume).Explain(Caller, Assume, Role).Notes, note => note.Contains("trust policy", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("arn:aws:iam::999999999999:role/x", Assume, Decision.Unknown)]
    [InlineData("arn:aws:iam::999999999999:role/x", "s3:*", Decision.ImplicitDeny)]
    [InlineData("arn:aws:iam::222233334444:role/gone", Assume, Decision.Unknown)]
    // Within the account a trust policy that names the caller would do alone.
    [InlineData("arn:aws:iam::222233334444:role/gone", "s3:*", Decision.Unknown)]
    public void Whether_a_role_lets_in_that_the_snapshot_lacks_nobody_can_tell(string role, string held, Decision expected)
    {
        var explanation = Build(Trusting(Caller), held).Explain(Caller, Assume, role);
        Assert.Equal(expected, explanation.Decision);
        Assert.Equal(RungState.Unreadable, Trust(explanation).State);
        Assert.Equal("the resource's own policy is not in the snapshot, or could not be read", Trust(explanation).Reason);
    }

    [Theory]
    [InlineData("arn:aws:iam::999999999999:role/x", Decision.Unknown)]
    [InlineData("arn:aws:iam::111122223333:role/enroller", Decision.ExplicitDeny)]
    public void Which_organization_another_account_belongs_to_a_standalone_account_cannot_tell(string role, Decision expected)
    {
        var policy = Policy.Of(PolicyStatement.Allow("sts:AssumeRole"), PolicyStatement.Deny("sts:AssumeRole").When("StringNotEquals", "aws:ResourceOrgID", "o-partner0001"));
        var estate = new Estate().Standalone().Role("enroller", holder => holder.Trust(Trusting(Near))).Role("near", holder => holder.Inline("own", policy));
        Assert.Equal(expected, estate.Explain(Near, Assume, role).Decision);
    }

    [Theory]
    [InlineData("budgets:ViewBudget", "arn:aws:budgets::999999999999:budget/b", "budgets:*", Decision.Unknown)]
    [InlineData("budgets:ViewBudget", "arn:aws:budgets::999999999999:budget/b", "s3:*", Decision.ImplicitDeny)]
    [InlineData("budgets:ViewBudget", "arn:aws:budgets::222233334444:budget/b", "budgets:*", Decision.Allowed)]
    public void What_another_account_says_of_its_resources_nobody_can_tell(string action, string resource, string held, Decision expected)
    {
        var explanation = Build(Trusting(Caller), held).Explain(Caller, action, resource);
        Assert.Equal(expected, explanation.Decision);
        Assert.Equal(resource.Contains("999999999999", StringComparison.Ordinal), explanation.Notes.Any(note => note.Contains("belongs to account 999999999999", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("because no role trust policy allows the sts:AssumeRole action", true)]
    [InlineData("because no identity-based policy allows the sts:AssumeRole action", false)]
    public void What_AWS_says_of_a_trust_policy_is_held_against_it(string reason, bool agrees)
    {
        var answer = Assert.Single(Build(Trusting(Near), "sts:*").Explain(
            $"User: arn:aws:sts::{Estate.Member}:assumed-role/caller/session is not authorized to perform: sts:AssumeRole on resource: {Role} {reason}"));
        Assert.Equal(Role, answer.Explanation!.Resource);
        Assert.Equal(agrees, answer.Agrees);
    }

    private static Rung Trust(Explanation explanation) => explanation.Ladder.Single(rung => rung.Layer == PolicyLayer.ResourcePolicy);

    private static Policy Trusting(string principal) => Policy.Json($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{principal}}"},"Action":"sts:AssumeRole"}]}""");

    private static Estate Build(Policy trust, string held) => new Estate()
        .Role("enroller", role => role.Trust(trust).Allow("billingconductor:AssociateAccounts"))
        .Role("near", role => role.Inline("own", Policy.Allow(held)))
        .Role("caller", role => role.Inline("own", Policy.Allow(held)), Estate.Member)
        .Role("own", role => role.Trust(Trusting(Caller)), Estate.Member);
}
