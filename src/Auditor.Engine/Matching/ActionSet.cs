using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Engine.Matching;

/// <summary>Up to 64 actions that are decided at once, each by its bit. Immutable.</summary>
public sealed class ActionSet
{
    private const int Most = 64;
    private readonly ImmutableArray<string> folded;
    private readonly ImmutableArray<string> services;

    /// <summary>Takes the actions in the order of their bits.</summary>
    /// <param name="actions">Actions in the form <c>service:Name</c>, in any case.</param>
    /// <exception cref="ArgumentException">There are more than 64.</exception>
    public ActionSet(IEnumerable<string> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        folded = [.. actions.Select(AsciiCase.Fold)];
        if (folded.Length > Most)
            throw new ArgumentException($"a set has at most {Most} actions, not {folded.Length}", nameof(actions));
        services = [.. folded.Select(action => action[..ActionPatternSet.ServiceLength(action)]).Distinct(StringComparer.Ordinal)];
        Services = folded.Aggregate(0UL, (bits, action) => bits | ActionPatternSet.ServiceBitOf(action));
        All = folded.Length == Most ? ulong.MaxValue : (1UL << folded.Length) - 1;
    }

    /// <summary>The services of the actions, as <see cref="Catalog.ServiceBits"/>.</summary>
    internal ulong Services { get; }

    /// <summary>The actions in lower case.</summary>
    public ImmutableArray<string> Folded => folded;

    /// <summary>Every action.</summary>
    public ulong All { get; }

    /// <summary>The actions that the pattern matches.</summary>
    public ulong Matched(ActionPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.MatchesEverything)
            return All;
        if (!MayMatch(pattern))
            return 0;
        var mask = 0UL;
        for (var bit = 0; bit < folded.Length; bit++)
        {
            if (pattern.Matches(folded[bit]))
                mask |= 1UL << bit;
        }

        return mask;
    }

    /// <summary>The actions that Action matches, or NotAction does not.</summary>
    public ulong CoveredBy(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var mask = 0UL;
        foreach (var pattern in statement.Actions)
        {
            mask |= Matched(pattern);
            if (mask == All)
                break;
        }

        return statement.IsNotAction ? All & ~mask : mask;
    }

    private bool MayMatch(ActionPattern pattern)
    {
        foreach (var service in services)
        {
            if (pattern.MayMatchService(service))
                return true;
        }

        return false;
    }
}
