using System.Collections.Frozen;
using System.Collections.Immutable;
using Auditor.Engine.Matching;

namespace Auditor.Pipeline.Expect;

/// <summary>The actions that a principal may hold without excess. Immutable; safe from any thread.</summary>
public sealed class PermittedActions
{
    private readonly FrozenSet<string> names;
    private readonly ImmutableArray<ActionPattern> patterns;

    /// <param name="names">Full names, in any case.</param>
    /// <param name="patterns">Patterns as in an Action element.</param>
    internal PermittedActions(IEnumerable<string> names, IEnumerable<string> patterns)
    {
        this.names = names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        Patterns = [.. patterns.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        this.patterns = [.. Patterns.Select(ActionPattern.Parse)];
        Names = [.. this.names.Order(StringComparer.Ordinal)];
    }

    /// <summary>Nothing.</summary>
    public static PermittedActions None { get; } = new([], []);

    /// <summary>The full names, ordinal. Those of catalogued actions that a pattern matches are among them.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The patterns of own profiles, ordinal; they also permit actions of services that are not catalogued.</summary>
    public ImmutableArray<string> Patterns { get; }

    /// <summary>Whether the action, by its full name in any case, is permitted.</summary>
    public bool Permits(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (names.Contains(action))
            return true;
        if (patterns.IsEmpty)
            return false;
        var folded = action.ToLowerInvariant();
        return patterns.Any(pattern => pattern.Matches(folded));
    }

    /// <summary>What any of them permits.</summary>
    internal static PermittedActions Union(IReadOnlyCollection<PermittedActions> parts) => parts.Count switch
    {
        0 => None,
        1 => parts.First(),
        _ => new PermittedActions(parts.SelectMany(part => part.Names), parts.SelectMany(part => part.Patterns)),
    };
}
