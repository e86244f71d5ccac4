using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;

namespace Auditor.Pipeline.Findings;

/// <summary>What a statement names besides Billing Conductor's actions.</summary>
/// <param name="patterns">All patterns of the statement's Action element.</param>
internal sealed class ForeignActions(ImmutableArray<ActionPattern> patterns)
{
    /// <summary>True for keys that only requests about something with tags carry.</summary>
    public static bool IsTagKey(string key) => key.StartsWith("aws:RequestTag/", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("aws:ResourceTag/", StringComparison.OrdinalIgnoreCase)
        || key.Equals("aws:TagKeys", StringComparison.OrdinalIgnoreCase);

    /// <summary>True if a request of one of the actions may carry the key; of services that are not catalogued nobody can tell.</summary>
    public bool MayCarry(string key) => patterns.Any(pattern => pattern.Prefix != ServiceCatalog.BillingConductor && MayCarry(pattern, key));

    private static bool MayCarry(ActionPattern pattern, string key)
    {
        if (pattern.MatchesEverything || pattern.WrittenPrefix.ContainsAny('*', '?'))
            return true;
        var isGlobal = key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase);
        if (!ServiceCatalog.Default.Services.TryGetValue(pattern.Prefix, out var service))
            return isGlobal || key.StartsWith(pattern.Prefix + ":", StringComparison.OrdinalIgnoreCase);
        return service.Actions.Any(action => pattern.Matches(action.FullName.ToLowerInvariant()) && action.CarriesKey(key))
            || (isGlobal && !IsTagKey(key) && GlobalConditionKeys.Find(key)?.MayBeCarriedBy(pattern.Prefix) != false);
    }
}
