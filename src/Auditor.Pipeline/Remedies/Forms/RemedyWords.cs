using System.Collections.Immutable;

namespace Auditor.Pipeline.Remedies.Forms;

/// <summary>What remedies say in words, wherever they are shown.</summary>
public static class RemedyWords
{
    private const int MostPatterns = 6;

    /// <summary>Whom a change of permission sets is for, as sentences; none if the remedy changes none.</summary>
    /// <param name="remedy">The remedy.</param>
    public static IEnumerable<string> PermissionSets(Remedy remedy)
    {
        ArgumentNullException.ThrowIfNull(remedy);
        return remedy.Changes.Where(change => change.Place.Kind == PolicyPlaceKind.PermissionSet).Select(change => change.Place.Holder).Distinct(StringComparer.Ordinal)
            .Select(set => $"It is for everyone who is assigned the permission set {set}, in each account in which it is provisioned.");
    }

    /// <summary>Some patterns of actions, and how many more there are.</summary>
    /// <param name="patterns">At least one.</param>
    public static string Patterns(ImmutableArray<string> patterns) =>
        string.Join(", ", patterns.Take(MostPatterns)) + (patterns.Length > MostPatterns ? $" and {patterns.Length - MostPatterns} more" : "");
}
