using System.Collections.Immutable;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>Which policies made a difference: those that came, went or changed, and that say something about the actions.</summary>
internal static class AccessCause
{
    private const string Boundary = "permissionsBoundary";
    private const string ServiceControlPolicy = "serviceControlPolicy";

    /// <summary>A half sentence for each change; empty if the policies say what they said.</summary>
    public static ImmutableArray<string> Of(AccessDifference difference)
    {
        if (difference.Before.Policies.IsEmpty || difference.Now.Policies.IsEmpty)
            return [.. OneSided(difference)];
        var earlier = difference.Before.Policies.ToLookup(policy => policy.Place);
        var later = difference.Now.Policies.ToLookup(policy => policy.Place);
        return
        [
            .. difference.Before.Policies.Concat(difference.Now.Policies).Select(policy => policy.Place).Distinct()
                .OrderBy(place => place.Layer, StringComparer.Ordinal).ThenBy(place => place.Target, StringComparer.Ordinal).ThenBy(place => place.Id, StringComparer.Ordinal)
                .Select(place => Describe(earlier[place].FirstOrDefault(), later[place].FirstOrDefault(), difference.Changed)).OfType<string>(),
        ];
    }

    /// <summary>Of one of the runs no policies are there: the principal had none, or they were not worth remembering.</summary>
    private static IEnumerable<string> OneSided(AccessDifference difference) =>
        difference.Before.Policies.Where(policy => (policy.Touches & difference.Lost) != 0).Select(policy => $"{Name(policy)} was {Verb(policy)}")
            .Concat(difference.Now.Policies.Where(policy => (policy.Touches & difference.Gained) != 0).Select(policy => $"{Name(policy)}{Version(policy)} is {Verb(policy)}"));

    private static string? Describe(RememberedPolicy? before, RememberedPolicy? now, ulong actions)
    {
        if ((((before?.Touches ?? 0) | (now?.Touches ?? 0)) & actions) == 0)
            return null;
        return (before, now) switch
        {
            (null, { } came) => $"{Name(came)}{Version(came)} is {Verb(came)} now and was not before",
            ({ } went, null) => $"{Name(went)}{Version(went)} was {Verb(went)} and no longer is",
            ({ } old, { } current) when old.Hash != current.Hash => $"{Name(current)} changed" + (old.Version == current.Version ? "" : $" from version {old.Version} to {current.Version}"),
            _ => null,
        };
    }

    private static string Name(RememberedPolicy policy) => policy.Layer switch
    {
        Boundary => $"the permissions boundary {policy.Id}",
        ServiceControlPolicy => $"the service control policy {policy.Id} at {policy.Target}",
        _ => $"the policy {policy.Id}",
    };

    private static string Verb(RememberedPolicy policy) => policy.Layer == Boundary ? "set" : "attached";

    private static string Version(RememberedPolicy policy) => policy.Version is null ? "" : $" (version {policy.Version})";
}
