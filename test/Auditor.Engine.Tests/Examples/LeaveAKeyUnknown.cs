using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Examples;

/// <summary>An example of the package's README.</summary>
internal static class LeaveAKeyUnknown
{
    public static void Run()
    {
        // <example>
        var document = PolicyParser.Parse("""
            {
              "Version": "2012-10-17",
              "Statement": {
                "Effect": "Allow", "Action": "billingconductor:DeleteBillingGroup", "Resource": "*",
                "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } }
              }
            }
            """, PolicyType.IdentityBased);
        var policies = new PoliciesInEffect { Identity = [new SourcedPolicy(new PolicySource("desk", "desk"), document)] };

        Ask("not sent", ContextValue.Absent);
        Ask("true", ContextValue.Of("true"));
        Ask("not known", ContextValue.Unknown);

        void Ask(string what, ContextValue mfa)
        {
            var request = new AccessRequest
            {
                Action = "billingconductor:DeleteBillingGroup",
                Resource = "arn:aws:billingconductor::111122223333:billinggroup/abcd1234ef",
                Context = new GivenContext([KeyValuePair.Create("aws:MultiFactorAuthPresent", mfa)]),
            };
            var result = AccessEvaluator.Evaluate(request, policies);
            Console.WriteLine($"{what}: {result.Decision} {string.Join(", ", result.UnknownKeys)}".TrimEnd());
        }
        // </example>
    }
}
