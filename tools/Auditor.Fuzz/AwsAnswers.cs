using System.Collections.Immutable;
using System.Text;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Auditor.Aws.Simulate;

namespace Auditor.Fuzz;

/// <summary>
/// Answers of <c>SimulatePrincipalPolicy</c> as the SDK hands them over: any text, or nothing, in any member. A line is a result, a tab
/// separates its members, and a semicolon what is said of single resources.
/// </summary>
internal static class AwsAnswers
{
    private static readonly string[] Actions = ["billingconductor:ListBillingGroups", "billingconductor:UpdateBillingGroup"];
    private static readonly ImmutableArray<string> Resources = ["*", "arn:aws:billingconductor::111122223333:billinggroup/a"];

    public static void Evaluation(byte[] bytes) => Prepare(bytes)();

    /// <summary>Makes the SDK's objects, of which the reading itself has no part.</summary>
    public static Action Prepare(byte[] bytes)
    {
        var results = Encoding.UTF8.GetString(bytes).Split('\n').Select(Result).ToArray();
        return () => Read(results);
    }

    private static void Read(EvaluationResult[] results)
    {
        foreach (var decision in EvaluationReader.Read(0, Actions, Resources, results))
        {
            if (!Actions.Contains(decision.Action, StringComparer.Ordinal) || !Resources.Contains(decision.Resource))
                throw new InvalidOperationException("broken promise: a decision is on what was asked");
        }
    }

    private static EvaluationResult Result(string line)
    {
        var members = line.Split('\t');
        var missing = Member(members, 3);
        return new EvaluationResult
        {
            EvalActionName = Member(members, 0),
            EvalResourceName = Member(members, 1),
            EvalDecision = Decision(Member(members, 2)),
            MissingContextValues = missing is null ? null : [.. missing.Split(' ')],
            MatchedStatements = Member(members, 4) is { } policy ? [new Statement { SourcePolicyId = policy }, new Statement()] : null,
            ResourceSpecificResults = Member(members, 5) is { } specific ? [.. specific.Split(';').Select(OfResource)] : null,
        };
    }

    private static ResourceSpecificResult OfResource(string text)
    {
        var members = text.Split(' ');
        return new ResourceSpecificResult { EvalResourceName = Member(members, 0), EvalResourceDecision = Decision(Member(members, 1)) };
    }

    private static PolicyEvaluationDecisionType? Decision(string? word) => word is null ? null : new PolicyEvaluationDecisionType(word);

    private static string? Member(string[] members, int index) => index < members.Length && members[index].Length > 0 ? members[index] : null;
}
