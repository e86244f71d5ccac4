using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Evaluation;

/// <summary>Finds the decision on one request and keeps nothing on the way. A policy of the resource opens no other layer.</summary>
internal ref struct DecisionFinder(AccessRequest request, bool hasBoundary)
{
    private readonly string action = AsciiCase.Fold(request.Action);
    private readonly int serviceLength = ActionPatternSet.ServiceLength(request.Action);
    private readonly ulong service = ActionPatternSet.ServiceBitOf(request.Action);
    private string? resource;
    private Truth passes = Truth.Yes;
    private bool isUnreadable;

    public Decision Find(PoliciesInEffect policies)
    {
        // A certain explicit deny ends it, whatever comes after; nothing else does.
        foreach (var level in AccessEvaluator.ServiceControlLevels(policies) ?? [])
        {
            if (IsDenied(level.Policies.AsSpan()))
                return Decision.ExplicitDeny;
        }

        foreach (var level in policies.ResourceControlPolicies ?? [])
        {
            if (IsDenied(level.Policies.AsSpan()))
                return Decision.ExplicitDeny;
        }

        if (policies.ResourcePolicy is { } resourcePolicy && IsDenied(resourcePolicy))
            return Decision.ExplicitDeny;
        if (policies.Boundary is { } boundary && IsDenied(boundary))
            return Decision.ExplicitDeny;
        if (policies.Session is { } session && IsDenied(session.AsSpan()))
            return Decision.ExplicitDeny;
        return IsDenied(policies.Identity.AsSpan()) ? Decision.ExplicitDeny : Rung();
    }

    private readonly Decision Rung()
    {
        if (passes == Truth.No)
            return Decision.ImplicitDeny;
        if (isUnreadable)
            return Decision.Unknown;
        return passes == Truth.Yes ? Decision.Allowed : Decision.Conditional;
    }

    /// <summary>Takes a layer into account; true if it certainly denies.</summary>
    private bool IsDenied(params ReadOnlySpan<SourcedPolicy> policies)
    {
        Truth allows = Truth.No, denies = Truth.No;
        foreach (var policy in policies)
        {
            if (!policy.Document.MayNameAny(service))
                continue;
            foreach (var statement in policy.Document.Statements)
            {
                if (statement.IsUnreadable)
                {
                    isUnreadable = true;
                    allows = allows.Or(Truth.Unknown);
                    denies = denies.Or(Truth.Unknown);
                }
                else if (statement.Effect == Effect.Deny)
                    denies = denies.Or(Matches(statement));
                else if (allows != Truth.Yes)
                    allows = allows.Or(Matches(statement));
                if (denies == Truth.Yes)
                    return true;
            }
        }

        passes = passes.And(allows.And(denies.Not()));
        return false;
    }

    private Truth Matches(Statement statement)
    {
        if (!statement.CoversAction(action, serviceLength))
            return Truth.No;
        resource ??= ResourcePattern.Fold(request.Resource);
        return StatementMatch.Of(statement, request, resource, request.Context, hasBoundary, KeyCollector.None);
    }
}
