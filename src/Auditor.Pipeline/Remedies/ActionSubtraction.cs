using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Remedies;

/// <summary>The actions of a statement without one of them.</summary>
/// <param name="IsNot">True if they are those of a NotAction.</param>
/// <param name="Patterns">The patterns; none if nothing is left of an Action.</param>
internal sealed record ActionSubtraction(bool IsNot, ImmutableArray<string> Patterns)
{
    /// <summary>True if the statement would cover nothing any more.</summary>
    public bool IsEmpty => !IsNot && Patterns.IsEmpty;

    /// <summary>What is left; null if that cannot be said with patterns, because the actions that a wildcard covers are not all known.</summary>
    public static ActionSubtraction? Of(Statement statement, string action)
    {
        if (statement.IsNotAction)
            return new ActionSubtraction(IsNot: true, [.. statement.Actions.Select(pattern => pattern.Text), action]);
        var folded = action.ToLowerInvariant();
        if (statement.Actions.Any(pattern => pattern.MatchesEverything))
            return new ActionSubtraction(IsNot: true, [action]);
        var left = ImmutableArray.CreateBuilder<string>();
        foreach (var pattern in statement.Actions)
        {
            if (!pattern.Matches(folded))
                left.Add(pattern.Text);
            else if (!pattern.Text.Equals(action, StringComparison.OrdinalIgnoreCase) && !Spell(pattern, action, left))
                return null;
        }

        return new ActionSubtraction(IsNot: false, [.. left.Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>Puts what a wildcard of one catalogued service covers, but for the action, in place of it.</summary>
    private static bool Spell(ActionPattern pattern, string action, ImmutableArray<string>.Builder left)
    {
        var prefix = pattern.Text[..Math.Max(pattern.Text.IndexOf(':', StringComparison.Ordinal), 0)];
        if (!ServiceCatalog.Default.Services.TryGetValue(prefix, out var service))
            return false;
        left.AddRange(service.Actions.Select(known => known.FullName)
            .Where(name => !name.Equals(action, StringComparison.OrdinalIgnoreCase) && pattern.Matches(name.ToLowerInvariant())));
        return true;
    }
}
