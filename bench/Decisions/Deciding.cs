using Auditor.Engine.Evaluation;
using Auditor.Engine.Requests;

namespace Decisions;

/// <summary>The one place that calls the engine.</summary>
internal static class Deciding
{
    /// <summary>The decision alone.</summary>
    public static Decision Plain(AccessRequest request, PoliciesInEffect policies) => AccessEvaluator.Decide(request, policies);

    /// <summary>The decision with every blocker and every statement that took part.</summary>
    public static Decision Explained(AccessRequest request, PoliciesInEffect policies) => AccessEvaluator.Evaluate(request, policies).Decision;
}
