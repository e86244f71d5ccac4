using System.Collections.Immutable;
using Auditor.Engine.Catalog;

namespace Auditor.Engine.Matching;

/// <summary>The patterns of an Action or NotAction element, found by service: AWS's own policies list thousands.</summary>
internal sealed class ActionPatternSet
{
    private const int Few = 4;

    // A wildcard in front of the colon may stand for several services.
    private readonly ActionPattern[] anyService;

    // The others, service by service.
    private readonly ActionPattern[] named;

    // In ordinal order, each with where its patterns end. Nearly all statements name one or two services, for which a table would cost more than it saves.
    private readonly (string Service, int End)[] services;

    public ActionPatternSet(ImmutableArray<ActionPattern> patterns)
    {
        anyService = [.. patterns.Where(pattern => !pattern.NamesOneService)];
        named = [.. patterns.Where(pattern => pattern.NamesOneService)];
        var prefixes = new string[named.Length];
        for (var i = 0; i < named.Length; i++)
            prefixes[i] = i > 0 && named[i].MayMatchService(prefixes[i - 1]) ? prefixes[i - 1] : named[i].Prefix;
        if (!IsSorted(prefixes))
            Array.Sort(prefixes, named, StringComparer.Ordinal);
        services = EndsOf(prefixes);
    }

    /// <summary>As most lists of actions are.</summary>
    private static bool IsSorted(string[] prefixes)
    {
        for (var i = 1; i < prefixes.Length; i++)
        {
            if (string.CompareOrdinal(prefixes[i - 1], prefixes[i]) > 0)
                return false;
        }

        return true;
    }

    /// <summary>How much of an action stands before its first colon; all of it without one.</summary>
    public static int ServiceLength(string action)
    {
        var colon = action.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? action.Length : colon;
    }

    /// <summary>The services that an action may be of, as <see cref="ServiceBits"/>.</summary>
    public static ulong ServiceBitOf(string action) => ServiceBits.Of(action.AsSpan(0, ServiceLength(action))) is not 0 and var bit ? bit : ServiceBits.All;

    /// <summary>True if a pattern covers the action.</summary>
    /// <param name="action">The action in lower case.</param>
    /// <param name="serviceLength">Its <see cref="ServiceLength"/>.</param>
    public bool Matches(string action, int serviceLength) =>
        Matches(anyService, action) || Matches(PatternsOf(action.AsSpan(0, serviceLength)), action);

    private static bool Matches(ReadOnlySpan<ActionPattern> patterns, string action)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(action))
                return true;
        }

        return false;
    }

    private static (string Service, int End)[] EndsOf(string[] prefixes)
    {
        var ends = new List<(string Service, int End)>(1);
        for (var i = 0; i < prefixes.Length; i++)
        {
            if (i + 1 == prefixes.Length || !string.Equals(prefixes[i], prefixes[i + 1], StringComparison.Ordinal))
                ends.Add((prefixes[i], i + 1));
        }

        return [.. ends];
    }

    private ReadOnlySpan<ActionPattern> PatternsOf(ReadOnlySpan<char> service)
    {
        var at = services.Length > Few ? FoundByHalves(service) : FoundInTurn(service);
        return at < 0 ? [] : named.AsSpan((at == 0 ? 0 : services[at - 1].End)..services[at].End);
    }

    private int FoundInTurn(ReadOnlySpan<char> service)
    {
        for (var at = 0; at < services.Length; at++)
        {
            if (service.SequenceEqual(services[at].Service))
                return at;
        }

        return -1;
    }

    private int FoundByHalves(ReadOnlySpan<char> service)
    {
        var (from, to) = (0, services.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            var order = service.SequenceCompareTo(services[middle].Service);
            if (order == 0)
                return middle;
            (from, to) = order < 0 ? (from, middle) : (middle + 1, to);
        }

        return -1;
    }
}
