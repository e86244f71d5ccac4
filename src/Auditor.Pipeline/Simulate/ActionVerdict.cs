using System.Collections.Immutable;

namespace Auditor.Pipeline.Simulate;

/// <summary>A verdict with what it rests on.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="AllowedResources">For <see cref="Verdict.Some"/> the allowed resources in ordinal order; else empty.</param>
/// <param name="Keys">For <see cref="Verdict.Conditional"/> the context keys it depends on, in ordinal order; else empty.</param>
/// <param name="ReachesNewResources">True if a resource that is not in the inventory would be allowed, or may be.</param>
public sealed record ActionVerdict(Verdict Verdict, ImmutableArray<string> AllowedResources, ImmutableArray<string> Keys, bool ReachesNewResources)
{
    /// <summary>Denied everywhere.</summary>
    public static ActionVerdict None { get; } = new(Verdict.None, [], [], ReachesNewResources: false);

    private static ActionVerdict OnAllKnown { get; } = new(Verdict.All, [], [], ReachesNewResources: false);

    private static ActionVerdict OnAllAndNew { get; } = new(Verdict.All, [], [], ReachesNewResources: true);

    /// <summary>Allowed everywhere.</summary>
    internal static ActionVerdict All(bool reachesNew) => reachesNew ? OnAllAndNew : OnAllKnown;
}
