using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Evaluation;

/// <summary>Whether a statement that covers the action matches the rest of a request: the same for one decision, for many at once, and for an explanation.</summary>
internal static class StatementMatch
{
    /// <summary>Compares resource, principal and conditions.</summary>
    /// <param name="statement">A readable statement that covers the action.</param>
    /// <param name="request">The request; its action and its context are not looked at.</param>
    /// <param name="resource">The request's resource after <see cref="ResourcePattern.Fold"/>.</param>
    /// <param name="context">The request's context.</param>
    /// <param name="hasBoundary">Whether the caller has a permissions boundary.</param>
    /// <param name="keys">Notes the keys that were asked for; nothing if the statement is about other resources or principals.</param>
    public static Truth Of(Statement statement, AccessRequest request, string resource, RequestContext context, bool hasBoundary, KeyCollector keys)
    {
        var outcome = MatchesResource(statement, resource, context, keys).And(MatchesPrincipal(statement, request, hasBoundary));
        if (outcome == Truth.No)
        {
            keys.Forget();
            return Truth.No;
        }

        foreach (var clause in statement.Conditions)
            outcome = outcome.And(clause.Evaluate(context, keys));
        return outcome;
    }

    private static Truth MatchesResource(Statement statement, string resource, RequestContext context, KeyCollector keys)
    {
        if (!statement.HasResource)
            return Truth.Yes;
        var covered = Truth.No;
        var noted = keys.Noted;
        foreach (var pattern in statement.Resources)
        {
            covered = covered.Or(pattern.Matches(resource, context, keys));
            if (covered != Truth.Yes)
                continue;
            keys.ForgetSince(noted);
            break;
        }

        return statement.IsNotResource ? covered.Not() : covered;
    }

    private static Truth MatchesPrincipal(Statement statement, AccessRequest request, bool hasBoundary)
    {
        if (statement.Principal is not { } element)
            return Truth.Yes;
        // AWS: a Deny with NotPrincipal always denies a principal that has a permissions boundary, whatever it lists.
        if (element.IsNotPrincipal && statement.Effect == Effect.Deny && hasBoundary)
            return Truth.Yes;
        var named = PrincipalMatch.Strongest(element, request);
        // AWS's example denies all but one user, though it lists his account beside him.
        if (element.IsNotPrincipal && statement.Effect == Effect.Deny && named == PrincipalMatchKind.Account && !PrincipalMatch.IsRootUser(request))
            return Truth.Yes;
        return ((named != PrincipalMatchKind.None) != element.IsNotPrincipal).ToTruth();
    }
}
