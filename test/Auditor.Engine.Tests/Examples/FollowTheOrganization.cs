using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Examples;

/// <summary>An example of the package's README.</summary>
internal static class FollowTheOrganization
{
    public static void Run()
    {
        // <example>
        var full = Policy("FullAWSAccess", """{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }""");
        var region = Policy("OnlyEurope", """
            {
              "Statement": {
                "Sid": "Elsewhere", "Effect": "Deny", "NotAction": "iam:*", "Resource": "*",
                "Condition": { "StringNotLike": { "aws:RequestedRegion": "eu-*" } }
              }
            }
            """);
        var policies = new PoliciesInEffect
        {
            Identity = [new SourcedPolicy(new PolicySource("reader", "reader"), PolicyParser.Parse("""{ "Statement": { "Effect": "Allow", "Action": "pricing:*", "Resource": "*" } }""", PolicyType.IdentityBased))],
            ServiceControlPolicies = [new OrganizationLevel("r-ab12", [full]), new OrganizationLevel("ou-ab12-workloads", [full, region]), new OrganizationLevel("222233334444", [full])],
        };
        var request = new AccessRequest
        {
            Action = "pricing:GetProducts",
            Resource = "*",
            Context = new GivenContext([KeyValuePair.Create("aws:RequestedRegion", ContextValue.Of("us-east-1"))]),
        };

        var blocker = AccessEvaluator.Evaluate(request, policies).Blockers[0];
        Console.WriteLine($"{blocker.Policy!.Name} at {blocker.TargetId}: statement {blocker.Statement!.Label}, {blocker.Statement.Start}");

        static SourcedPolicy Policy(string name, string text) => new(new PolicySource(name, name), PolicyParser.Parse(text, PolicyType.ServiceControlPolicy));
        // </example>
    }
}
