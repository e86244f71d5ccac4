using Auditor.Engine.Policies;
using Auditor.Engine.Requests;
using static Auditor.Engine.Evaluation.Decide;

namespace Auditor.Engine.Evaluation;

/// <summary>What could not be read decides nothing for certain, in any layer.</summary>
public sealed class UncertaintyTests
{
    private static readonly AccessRequest List = Request("billingconductor:ListBillingGroups");

    [Fact]
    public void A_key_that_only_a_statement_on_other_resources_asks_for_is_not_missing()
    {
        var policies = new PoliciesInEffect { Identity = [Decide.Allow("\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::${aws:username}/*\"")] };
        var request = Decide.Request("s3:GetObject", "arn:aws:s3:::anna/x", ("aws:username", ContextValue.Absent));

        Assert.Empty(AccessEvaluator.Evaluate(request, policies).MissingKeys);
    }

    [Theory]
    [InlineData(PolicyLayer.Identity)]
    [InlineData(PolicyLayer.PermissionsBoundary)]
    [InlineData(PolicyLayer.Session)]
    [InlineData(PolicyLayer.ServiceControlPolicy)]
    [InlineData(PolicyLayer.ResourceControlPolicy)]
    [InlineData(PolicyLayer.ResourcePolicy)]
    public void Unread_document_is_unknown_in_every_layer(PolicyLayer layer)
    {
        var result = AccessEvaluator.Evaluate(List, With(layer));

        Assert.Equal(Decision.Unknown, result.Decision);
        Assert.Contains(
            result.Blockers,
            blocker => blocker.Layer == layer && blocker is { IsExplicit: true, Certainty: Truth.Unknown, Statement.IsUnreadable: true });
    }

    [Theory]
    [InlineData(PolicyLayer.PermissionsBoundary)]
    [InlineData(PolicyLayer.Session)]
    [InlineData(PolicyLayer.ServiceControlPolicy)]
    public void Certain_deny_stays_beside_an_unread_document(PolicyLayer layer) =>
        Assert.Equal(Decision.ExplicitDeny, AccessEvaluator.Evaluate(List, With(layer) with { Identity = [Allow(), Deny()] }).Decision);

    [Fact]
    public void Blockers_stand_in_the_order_of_the_layers()
    {
        var nothing = Policy(PolicyType.PermissionsBoundary, "Allow", "\"Action\":\"s3:*\",\"Resource\":\"*\"");
        var result = AccessEvaluator.Evaluate(
            List,
            new PoliciesInEffect
            {
                Identity = [Deny()],
                Boundary = nothing,
                Session = [nothing],
                ServiceControlPolicies = [Level()],
                ResourceControlPolicies = [Level()],
            });

        Assert.Equal(
            [
                PolicyLayer.ServiceControlPolicy, PolicyLayer.ResourceControlPolicy, PolicyLayer.PermissionsBoundary,
                PolicyLayer.Session, PolicyLayer.Identity, PolicyLayer.Identity,
            ],
            result.Blockers.Select(blocker => blocker.Layer));
        Assert.Equal([false, false, false, false, true, false], result.Blockers.Select(blocker => blocker.IsExplicit));
    }

    [Fact]
    public void Evaluate_refuses_null()
    {
        Assert.Throws<ArgumentNullException>(() => AccessEvaluator.Evaluate(null!, new PoliciesInEffect()));
        Assert.Throws<ArgumentNullException>(() => AccessEvaluator.Evaluate(List, null!));
    }

    private static PoliciesInEffect With(PolicyLayer layer)
    {
        var unread = new SourcedPolicy(new PolicySource("u", "u"), PolicyDocument.Unread(PolicyType.IdentityBased, "access denied"));
        var open = new PoliciesInEffect { Identity = [Allow()] };
        return layer switch
        {
            PolicyLayer.Identity => open with { Identity = [Allow(), unread] },
            PolicyLayer.PermissionsBoundary => open with { Boundary = unread },
            PolicyLayer.Session => open with { Session = [unread] },
            PolicyLayer.ServiceControlPolicy =>
                open with { ServiceControlPolicies = [Level("Allow", Everything), new OrganizationLevel("ou", [unread])] },
            PolicyLayer.ResourceControlPolicy => open with { ResourceControlPolicies = [new OrganizationLevel("ou", [unread])] },
            _ => open with { ResourcePolicy = unread },
        };
    }
}
