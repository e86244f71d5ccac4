using System.Collections.Immutable;
using System.Text;
using Auditor.Engine.Matching;

namespace Auditor.Engine.Catalog;

/// <summary>The full names of all actions in force, service by service: of most services nobody ever asks. Safe from any thread.</summary>
internal sealed class ActionNameIndex
{
    private readonly ServiceActionNames[] services;
    private readonly Dictionary<string, ServiceActionNames> byPrefix;
    private readonly int longestLine;

    /// <param name="lines">A line for each service.</param>
    public ActionNameIndex(IReadOnlyCollection<string> lines)
    {
        longestLine = lines.Max(line => line.Length);
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
        if (WithoutRepeatedStars(pattern, out var characters) is not { } bounded)
            return [];
        var wildcard = bounded.AsSpan().IndexOfAny('*', '?');
        var head = wildcard < 0 ? bounded : bounded[..wildcard];
        var compiled = ActionPattern.Parse(bounded);
        return ServicesOf(head).SelectMany(service => service.Matches(compiled, head, characters));
    }

    /// <summary>The names of a service that begin with these characters, in any case; none if there is no colon in them.</summary>
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

    /// <summary>
    /// The same pattern with each run of `*` as one, or null if it asks for more characters than any name can have: so the cost of a match is bounded
    /// whatever the length of the pattern.
    /// </summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="characters">How many characters it asks for.</param>
    private string? WithoutRepeatedStars(string pattern, out int characters)
    {
        var bounded = new StringBuilder();
        characters = 0;
        foreach (var c in pattern)
        {
            if (c == '*' && bounded.Length > 0 && bounded[^1] == '*')
                continue;
            if (c != '*' && ++characters > longestLine)
                return null;
            bounded.Append(c);
        }

        return bounded.ToString();
    }
}
