using System.Collections.Immutable;
using System.Text;
using Auditor.Engine.Matching;

namespace Auditor.Engine.Catalog;

/// <summary>The full names of all actions in force, service by service: of most services nobody ever asks. Safe from any thread.</summary>
internal sealed class ActionNameIndex
{
    private readonly ServiceActionNames[] services;
    private readonly Dictionary<string, ServiceActionNames> byPrefix;

    /// <param name="lines">A line for each service.</param>
    public ActionNameIndex(IEnumerable<string> lines)
    {
        // The order of the full names: a hyphen stands before a colon.
        services = [.. lines.Select(line => new ServiceActionNames(line)).OrderBy(service => service.Prefix + ':', StringComparer.OrdinalIgnoreCase)];
        byPrefix = services.ToDictionary(service => service.Prefix, StringComparer.OrdinalIgnoreCase);
        SortedPrefixes = [.. services.Select(service => service.Prefix).Order(StringComparer.Ordinal)];
    }

    /// <summary>All prefixes, also those whose actions are all retired, in ordinal order.</summary>
    public ImmutableArray<string> SortedPrefixes { get; }

    /// <summary>True of a prefix, in any case, also if all its actions are retired.</summary>
    public bool HasPrefix(string prefix) => byPrefix.ContainsKey(prefix);

    /// <summary>The first name in force that matches the pattern, or null.</summary>
    public string? FirstMatch(string pattern)
    {
        if (!pattern.AsSpan().ContainsAny('*', '?'))
            return Named(pattern)?.Exact(pattern);
        return Matches(pattern).FirstOrDefault();
    }

    /// <summary>Every name in force that matches the pattern.</summary>
    public IEnumerable<string> Matches(string pattern)
    {
        var bounded = WithoutRepeatedStars(pattern, out var characters);
        var wildcard = bounded.AsSpan().IndexOfAny('*', '?');
        var head = wildcard < 0 ? bounded : bounded[..wildcard];
        var compiled = ActionPattern.Parse(bounded);
        return ServicesOf(head).SelectMany(service => service.Matches(compiled, head, characters));
    }

    /// <summary>The names of a service that begin with these characters, in any case.</summary>
    public ReadOnlySpan<string> StartingWith(string head) => Named(head) is { } service ? service.StartingWith(head) : [];

    private IEnumerable<ServiceActionNames> ServicesOf(string head)
    {
        if (head.Contains(':', StringComparison.Ordinal))
            return Named(head) is { } only ? [only] : [];
        return services.Where(service => service.Prefix.StartsWith(head, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The service that stands before the first colon, or null.</summary>
    private ServiceActionNames? Named(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && byPrefix.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name.AsSpan(0, colon), out var service) ? service : null;
    }

    /// <summary>The same pattern with each run of `*` as one: with a bound for its other characters the cost of a match is bounded, whatever the length of the pattern.</summary>
    private static string WithoutRepeatedStars(string pattern, out int characters)
    {
        var bounded = new StringBuilder();
        characters = 0;
        foreach (var c in pattern)
        {
            if (c == '*' && bounded.Length > 0 && bounded[^1] == '*')
                continue;
            characters += c == '*' ? 0 : 1;
            bounded.Append(c);
        }

        return bounded.ToString();
    }
}
