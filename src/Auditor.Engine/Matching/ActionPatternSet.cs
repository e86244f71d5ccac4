using System.Collections.Immutable;

namespace Auditor.Engine.Matching;

/// <summary>The patterns of an Action or NotAction element, found by service: AWS's own policies list thousands.</summary>
internal sealed class ActionPatternSet
{
    private const int Few = 4;

    // A wildcard in front of the colon, or a pattern without one, may stand for several services.
    private readonly ActionPattern[] anyService;

    // In ordinal order. Nearly all statements name one or two services, for which a table would cost more than it saves.
    private readonly (string Service, ActionPattern[] Patterns)[] byService;

    public ActionPatternSet(ImmutableArray<ActionPattern> patterns)
    {
        var named = patterns.ToLookup(pattern => !pattern.WrittenPrefix.ContainsAny('*', '?'));
        anyService = [.. named[false]];
        byService =
        [
            .. named[true].GroupBy(pattern => pattern.Prefix, StringComparer.Ordinal)
                .OrderBy(service => service.Key, StringComparer.Ordinal)
                .Select(service => (service.Key, service.ToArray())),
        ];
    }

    /// <summary>How much of an action stands before its first colon; all of it without one.</summary>
    public static int ServiceLength(string action)
    {
        var colon = action.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? action.Length : colon;
    }

    /// <summary>True if a pattern covers the action.</summary>
    /// <param name="action">The action in lower case.</param>
    /// <param name="serviceLength">Its <see cref="ServiceLength"/>.</param>
    public bool Matches(string action, int serviceLength) =>
        Matches(anyService, action) || Matches(PatternsOf(action.AsSpan(0, serviceLength)), action);

    private static bool Matches(ActionPattern[] patterns, string action)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(action))
                return true;
        }

        return false;
    }

    private ActionPattern[] PatternsOf(ReadOnlySpan<char> service)
    {
        if (byService.Length > Few)
            return FoundByHalves(service);
        foreach (var (named, patterns) in byService)
        {
            if (service.SequenceEqual(named))
                return patterns;
        }

        return [];
    }

    private ActionPattern[] FoundByHalves(ReadOnlySpan<char> service)
    {
        var (from, to) = (0, byService.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            var order = service.SequenceCompareTo(byService[middle].Service);
            if (order == 0)
                return byService[middle].Patterns;
            (from, to) = order < 0 ? (from, middle) : (middle + 1, to);
        }

        return [];
    }
}
