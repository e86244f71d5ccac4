using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Examples;

/// <summary>An example of the package's README.</summary>
internal static class DecideARequest
{
    public static void Run()
    {
        // <example>
        var allow = PolicyParser.Parse("""
            { "Version": "2012-10-17", "Statement": { "Sid": "Desk", "Effect": "Allow", "Action": "billingconductor:*", "Resource": "*" } }
            """, PolicyType.IdentityBased);
        var limit = PolicyParser.Parse("""
            { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": ["billingconductor:Get*", "billingconductor:List*"], "Resource": "*" } }
            """, PolicyType.PermissionsBoundary);
        var policies = new PoliciesInEffect
        {
            Identity = [new SourcedPolicy(new PolicySource("arn:aws:iam::111122223333:policy/desk", "desk"), allow)],
            Boundary = new SourcedPolicy(new PolicySource("arn:aws:iam::111122223333:policy/limit", "limit"), limit),
        };

        foreach (var action in new[] { "billingconductor:ListBillingGroups", "billingconductor:CreatePricingRule" })
        {
            var result = AccessEvaluator.Evaluate(new AccessRequest { Action = action, Resource = "*" }, policies);
            Console.WriteLine($"{action}: {result.Decision}");
            foreach (var blocker in result.Blockers)
                Console.WriteLine($"  {blocker.Layer} {blocker.Policy?.Name}: {(blocker.IsExplicit ? "denies" : "does not allow")}");
        }
        // </example>
    }
}
