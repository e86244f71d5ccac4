namespace Auditor.Engine.Catalog;

/// <summary>
/// The names of all actions of all AWS services. Answers whether a pattern of an Action element can match anything, and
/// what was probably meant. Read on first use; safe from any thread; the cost of a question is bounded for any input.
/// </summary>
public static class ActionNames
{
    private const int MaximumDistance = 3;

    private static readonly Lazy<ActionNameIndex> Index = new(() => new ActionNameIndex(CatalogResource.Lines("action-names.txt")));

    /// <summary>Whether an AWS service has this prefix, in any case, even if all its actions are retired (`aws-portal`).</summary>
    public static bool IsKnownPrefix(string prefix) => Index.Value.Prefixes.Contains(prefix);

    /// <summary>
    /// Whether the pattern (`*` and `?` anywhere, any case) matches at least one action in force. A retired action grants
    /// nothing: all of `aws-portal`, and two of `purchase-orders`.
    /// </summary>
    public static bool MatchesAction(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Index.Value.FirstMatch(pattern) is not null;
    }

    /// <summary>
    /// Whether the prefix, without its hyphens and spaces, is within two edits of `billingconductor`; true of
    /// `billingconductor` itself.
    /// </summary>
    public static bool ResemblesBillingConductor(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var joined = prefix.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return EditDistance.AtMost(2, joined, ServiceCatalog.BillingConductor) <= 2;
    }

    /// <summary>
    /// What was probably meant by a pattern that matches nothing: the real name at the smallest edit distance, at most 3;
    /// of several, the one of the nearest prefix, then the first in ordinal order. Under a prefix that resembles
    /// `billingconductor` only the part behind the colon counts, and a pattern that matches there is the answer
    /// (`billing-conductor:*` gives `billingconductor:*`). Null if nothing is near.
    /// </summary>
    public static string? NearestTo(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var colon = pattern.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return null;
        var prefix = pattern[..colon];
        return ResemblesBillingConductor(prefix)
            ? NearestInBillingConductor(pattern[(colon + 1)..])
            : NearestInPrefixes(prefix, pattern.AsSpan(colon + 1)).Name;
    }

    private static string? NearestInBillingConductor(string name)
    {
        var corrected = $"{ServiceCatalog.BillingConductor}:{name}";
        if (Index.Value.FirstMatch(corrected) is { } match)
            return name.AsSpan().ContainsAny('*', '?') ? corrected : match;
        return Nearest(ServiceCatalog.BillingConductor, name, MaximumDistance).Name;
    }

    private static (string? Name, int Distance) NearestInPrefixes(string prefix, ReadOnlySpan<char> name)
    {
        (string? Name, int Distance, int PrefixDistance) best = (null, MaximumDistance + 1, 0);
        foreach (var other in Index.Value.Prefixes.Order(StringComparer.Ordinal))
        {
            var away = EditDistance.AtMost(MaximumDistance, prefix, other);
            if (away > MaximumDistance || Nearest(other, name, MaximumDistance - away) is not { Name: { } found, Distance: var distance })
                continue;
            if ((distance + away, away).CompareTo((best.Distance, best.PrefixDistance)) < 0)
                best = (found, distance + away, away);
        }

        return (best.Name, best.Distance);
    }

    private static (string? Name, int Distance) Nearest(string prefix, ReadOnlySpan<char> name, int limit)
    {
        (string? Name, int Distance) best = (null, limit + 1);
        foreach (var candidate in Index.Value.StartingWith(prefix + ':'))
        {
            var distance = EditDistance.AtMost(limit, name, candidate.AsSpan(prefix.Length + 1));
            if (distance < best.Distance || (distance == best.Distance && string.CompareOrdinal(candidate, best.Name) < 0 && best.Name is not null))
                best = (candidate, distance);
        }

        return best;
    }
}
