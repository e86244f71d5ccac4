using Auditor.Engine.Evaluation;

namespace Auditor.Pipeline.Explain;

/// <summary>The words for decisions: AWS's own three, and ours for what depends and for what nobody can tell.</summary>
public static class DecisionWords
{
    /// <summary>The decision's word, e.g. <c>implicitDeny</c>.</summary>
    public static string Of(Decision decision) => decision switch
    {
        Decision.Allowed => "allowed",
        Decision.Conditional => "conditional",
        Decision.Unknown => "unknown",
        Decision.ExplicitDeny => "explicitDeny",
        _ => "implicitDeny",
    };
}
