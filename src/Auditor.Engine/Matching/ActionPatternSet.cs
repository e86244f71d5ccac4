using System.Collections.Immutable;

namespace Auditor.Engine.Matching;

/// <summary>The patterns of an Action or NotAction element, found by service: AWS's own policies list thousands.</summary>
internal sealed class ActionPatternSet
{
    private readonly Dictionary<string, List<ActionPattern>> byService = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ActionPattern>>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly List<ActionPattern> anyService = [];

    public ActionPatternSet(ImmutableArray<ActionPattern> patterns)
    {
        foreach (var pattern in patterns)
            ListFor(pattern).Add(pattern);
        bySpan = byService.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>True if a pattern covers the action.</summary>
    /// <param name="action">The action in lower case.</param>
    public bool Matches(string action)
    {
        var colon = action.IndexOf(':', StringComparison.Ordinal);
        var service = colon < 0 ? action : action.AsSpan(0, colon);
        return Matches(anyService, action) || (bySpan.TryGetValue(service, out var own) && Matches(own, action));
    }

    private static bool Matches(List<ActionPattern> patterns, string action)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(action))
                return true;
        }

        return false;
    }

    private List<ActionPattern> ListFor(ActionPattern pattern)
    {
        var prefix = pattern.Prefix;
        // A wildcard in front of the colon, or a pattern without one, may stand for several services.
        if (prefix.AsSpan().ContainsAny('*', '?'))
            return anyService;
        if (!byService.TryGetValue(prefix, out var list))
            byService[prefix] = list = [];
        return list;
    }
}
