namespace Auditor.Engine.Catalog;

/// <summary>
/// The names of all actions of all AWS services. Answers whether a pattern of an Action element can match anything, and
/// what was probably meant. Read on first use; safe from any thread; the cost of a question is bounded for any input.
/// </summary>
public static class ActionNames
{
    private const int MaximumDistance = 3;
    private const int MostEdits = 2;

    private static readonly Lazy<ActionNameIndex> Index = new(() => new ActionNameIndex(CatalogResource.Lines("action-names.txt")));

    /// <summary>Whether an AWS service has this prefix, in any case, even if all its actions are retired (`aws-portal`).</summary>
    public static bool IsKnownPrefix(string prefix) => Index.Value.HasPrefix(prefix);

    /// <summary>
    /// Whether the pattern (`*` and `?` anywhere, any case) matches at least one action in force. A retired action grants
    /// nothing: all of `aws-portal`, and two of `purchase-orders`.
    /// </summary>
    public static bool MatchesAction(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Index.Value.FirstMatch(pattern) is not null;
    }

    /// <summary>The actions in force that a pattern (`*` and `?` anywhere, any case) matches, in alphabetical order.</summary>
    public static IEnumerable<string> Matching(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Index.Value.Matches(pattern);
    }

    /// <summary>
    /// Whether the prefix, without its hyphens and spaces, is within two edits of `billingconductor`; true of
    /// `billingconductor` itself.
    /// </summary>
    public static bool ResemblesBillingConductor(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length < ServiceCatalog.BillingConductor.Length - MostEdits)
            return false;
        var joined = prefix.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return EditDistance.AtMost(MostEdits, joined, ServiceCatalog.BillingConductor) <= MostEdits;
    }

    /// <summary>
    /// What was probably meant by a pattern that matches nothing: the real name at the smallest edit distance, at most 3;
    /// of several, the one of the nearest prefix, then the first in alphabetical order. Under a prefix that resembles
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
            : NearestUnderSimilarPrefix(prefix, pattern.AsSpan(colon + 1));
    }

    private static string? NearestInBillingConductor(string name)
    {
        var corrected = $"{ServiceCatalog.BillingConductor}:{name}";
        if (Index.Value.FirstMatch(corrected) is { } match)
            return name.AsSpan().ContainsAny('*', '?') ? corrected : match;
        return Nearest(ServiceCatalog.BillingConductor, name, MaximumDistance).Name;
    }

    private static string? NearestUnderSimilarPrefix(string prefix, ReadOnlySpan<char> name)
    {
        string? nearest = null;
        var smallest = (Total: MaximumDistance + 1, OfPrefix: 0);
        foreach (var other in Index.Value.SortedPrefixes)
        {
            var ofPrefix = EditDistance.AtMost(MaximumDistance, prefix, other);
            if (ofPrefix > MaximumDistance)
                continue;
            var (candidate, ofName) = Nearest(other, name, MaximumDistance - ofPrefix);
            if (candidate is null || (ofPrefix + ofName, ofPrefix).CompareTo(smallest) >= 0)
                continue;
            (nearest, smallest) = (candidate, (ofPrefix + ofName, ofPrefix));
        }

        return nearest;
    }

    private static (string? Name, int Distance) Nearest(string prefix, ReadOnlySpan<char> name, int limit)
    {
        (string? Name, int Distance) nearest = (null, limit + 1);
        foreach (var candidate in Index.Value.StartingWith(prefix + ':'))
        {
            var distance = EditDistance.AtMost(limit, name, candidate.AsSpan(prefix.Length + 1));
            if (distance < nearest.Distance)
                nearest = (candidate, distance);
        }

        return nearest;
    }
}
