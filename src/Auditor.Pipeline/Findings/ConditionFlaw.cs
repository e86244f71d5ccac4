using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Conditions;

namespace Auditor.Pipeline.Findings;

/// <summary>Why a clause of a grant's condition says nothing, or less than it seems to.</summary>
/// <param name="NeverHolds">True if it never holds, false if it always does.</param>
/// <param name="Reason">Half a sentence for people.</param>
internal sealed record ConditionFlaw(bool NeverHolds, string Reason)
{
    /// <summary>True if it does not always hold, but does without what it seems to ask for.</summary>
    public bool LetsThrough { get; private init; }

    /// <summary>The flaw of a clause, or null.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="actions">The actions of Billing Conductor that the statement names.</param>
    /// <param name="others">What it names besides: a key that a request of those may carry is there for them.</param>
    /// <param name="asOf">The moment of the audit.</param>
    public static ConditionFlaw? Of(ConditionClause clause, ImmutableArray<CatalogAction> actions, ForeignActions others, DateTimeOffset asOf)
    {
        var op = clause.Operator;
        if (op is { Family: OperatorFamily.Bool, IfExists: true } && clause.Key.Equals("aws:MultiFactorAuthPresent", StringComparison.OrdinalIgnoreCase))
        {
            // AWS: temporary credentials that were got without MFA carry the key, and are kept out.
            return new ConditionFlaw(false, "requests with long-term access keys and those of federated identities do not carry the key, and IfExists lets them through") { LetsThrough = true };
        }

        if (op.Family == OperatorFamily.Null)
            return null;
        if (!IsCarried(clause.Key, actions) && !others.MayCarry(clause.Key))
            return OnMissingKey(op);
        // A negated operator and IfExists hold at least for requests without the key.
        if (op is { Qualifier: SetQualifier.None, IsNegated: false, IfExists: false } && IsMultivalued(clause.Key))
            return new ConditionFlaw(true, "the key has several values, which only ForAllValues and ForAnyValue compare");
        return IsPast(clause, asOf) ? new ConditionFlaw(true, "the date has passed") : null;
    }

    private static ConditionFlaw OnMissingKey(ConditionOperator op)
    {
        var holds = op.IfExists || op.Qualifier == SetQualifier.ForAllValues || (op.IsNegated && op.Qualifier == SetQualifier.None);
        return holds
            ? new ConditionFlaw(false, "no request of these actions carries the key, and the operator takes a missing key for a match")
            : new ConditionFlaw(true, "no request of these actions carries the key");
    }

    /// <summary>Tag keys of the request or the resource only where the reference lists them; other global keys unless AWS limits them to other services.</summary>
    private static bool IsCarried(string key, ImmutableArray<CatalogAction> actions)
    {
        if (actions.Any(action => action.CarriesKey(key)))
            return true;
        var isGlobal = key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase);
        var known = GlobalConditionKeys.Find(key);
        if (!isGlobal)
            return known is { IsCrossService: true } || IsFederationKey(key);
        if (ForeignActions.IsTagKey(key))
            return false;
        return known is null || known.MayBeCarriedBy(ServiceCatalog.BillingConductor);
    }

    /// <summary>Keys that sessions of SAML and OIDC federation bring along.</summary>
    private static bool IsFederationKey(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && (key.StartsWith("saml:", StringComparison.OrdinalIgnoreCase) || key.AsSpan(0, colon).Contains('.'));
    }

    private static bool IsMultivalued(string key) => GlobalConditionKeys.Find(key) is { IsMultivalued: true };

    /// <summary>An upper bound on the time of the call, every value of which lies before the moment of the audit.</summary>
    private static bool IsPast(ConditionClause clause, DateTimeOffset asOf)
    {
        var isTime = clause.Key.Equals("aws:CurrentTime", StringComparison.OrdinalIgnoreCase) || clause.Key.Equals("aws:EpochTime", StringComparison.OrdinalIgnoreCase);
        var isUpperBound = clause.Operator.Family is OperatorFamily.DateLessThan or OperatorFamily.DateLessThanEquals
            or OperatorFamily.NumericLessThan or OperatorFamily.NumericLessThanEquals;
        return isTime && isUpperBound && !clause.Values.IsEmpty && clause.Values.All(value => ContextValueTypes.ReadDate(value) < asOf);
    }
}
