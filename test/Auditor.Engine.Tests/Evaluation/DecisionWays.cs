using System.Collections.Immutable;
using Auditor.Engine.Cases;
using Auditor.Engine.Matching;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Evaluation;

/// <summary>Asks the engine in every way it has: with the reasons, for the decision alone, and for many actions at once.</summary>
internal static class DecisionWays
{
    /// <summary>Stand beside the case's own action: of its services and of others, so that masks have more than one bit.</summary>
    private static readonly ImmutableArray<string> Others =
    [
        "billingconductor:ListBillingGroups", "BillingConductor:GetBillingGroupCostReport", "s3:GetObject", "s3:PutObject", "s3:ListAllMyBuckets", "ec2:RunInstances",
        "ec2:DescribeInstances", "iam:PassRole", "iam:CreateRole", "sts:AssumeRole", "kms:Decrypt", "organizations:LeaveOrganization", "dynamodb:GetItem", "x:y",
    ];

    public static void Agree(PolicyCase policyCase) => Agree(policyCase.Request, policyCase.Policies);

    private static void Agree(AccessRequest request, PoliciesInEffect policies)
    {
        var result = AccessEvaluator.Evaluate(request, policies);
        Assert.Equal(result.Decision, AccessEvaluator.Decide(request, policies));
        Assert.Equal(result.UnknownKeys, AccessEvaluator.UnknownKeysOf(request, policies));
        if (policies.ResourcePolicy is null)
            AgreeAtOnce(request, policies, [request.Action, .. Others]);
    }

    private static void AgreeAtOnce(AccessRequest request, PoliciesInEffect policies, ImmutableArray<string> actions)
    {
        var set = new ActionSet(actions);
        // The second context is the same under another name: statements are looked at once for each of them.
        var odd = 0xAAAA_AAAA_AAAA_AAAA & set.All;
        ReadOnlySpan<SharedContext> contexts = [new(odd, request.Context), new(set.All & ~odd, new SameContext(request.Context))];

        var decisions = AccessEvaluator.Decide(set, set.All, request, contexts, policies);

        for (var bit = 0; bit < actions.Length; bit++)
        {
            var one = request with { Action = actions[bit] };
            var explained = AccessEvaluator.Evaluate(one, policies).Decision;
            Assert.True(explained == decisions.Of(1UL << bit), $"{actions[bit]}: {explained} with the reasons, {decisions.Of(1UL << bit)} at once");
            Assert.Equal(explained, AccessEvaluator.Decide(one, policies));
            Assert.Equal(explained, AccessEvaluator.Decide(set, 1UL << bit, request, contexts, policies).Of(1UL << bit));
        }

        Assert.Equal(set.All, decisions.Allowed ^ decisions.Conditional ^ decisions.Unknown ^ decisions.ExplicitlyDenied ^ decisions.ImplicitlyDenied);
    }

    private sealed class SameContext(RequestContext context) : RequestContext
    {
        public override ContextValue Get(string key) => context.Get(key);
    }
}
