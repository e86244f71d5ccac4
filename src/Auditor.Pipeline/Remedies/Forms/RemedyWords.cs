using System.Collections.Immutable;
using System.Globalization;

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
        return remedy.Changes.Select(change => change.PermissionSet).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(set => $"It is for everyone who is assigned the permission set {set}, in each account in which it is provisioned.");
    }

    /// <summary>What AWS asks for before it takes the changes, as sentences; none where it asks for nothing.</summary>
    /// <param name="remedy">The remedy.</param>
    public static IEnumerable<string> Preconditions(Remedy remedy)
    {
        ArgumentNullException.ThrowIfNull(remedy);
        return remedy.Changes.Where(change => change.ExpendableVersionId is not null)
            .Select(change => $"{change.Place.Name} has as many versions as AWS lets a policy have: {change.ExpendableVersionId}, the oldest that is not in force, has to be deleted first.")
            .Concat(remedy.Changes.Where(change => change.Attached > PolicyQuota.AttachedTo(change.Place.Kind)).Select(TooMany))
            .Distinct(StringComparer.Ordinal);
    }

    private static string TooMany(PolicyChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"With {change.Place.Name} {change.TargetId ?? change.Principal.DisplayName} would have {change.Attached} attached policies of its kind, and AWS lets it have {PolicyQuota.AttachedTo(change.Place.Kind)} unless its quota is raised.");

    /// <summary>A warning where the remedy writes policies whole that others may write too; null where it writes none.</summary>
    /// <param name="remedy">The remedy.</param>
    public static string? Rewrites(Remedy remedy)
    {
        ArgumentNullException.ThrowIfNull(remedy);
        // A permission set has one inline policy, which the next remedy would make anew too.
        var written = remedy.Changes.Where(change => change.Document is not null && (!change.IsNew || change.Place.Kind == PolicyPlaceKind.PermissionSet))
            .Select(change => change.Place.Name).Distinct(StringComparer.Ordinal).ToArray();
        return written.Length == 0 ? null
            : $"It writes {string.Join(", ", written)} whole, as the snapshot has it: once applied, take another snapshot before the next remedy, which else may undo it.";
    }

    /// <summary>A policy that an edit gives to a role or user: an inline policy, unless its inline policies have no room for one.</summary>
    /// <param name="edit">An edit that adds a policy.</param>
    public static string NewPolicy(PolicyEdit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        // ARNs have no blanks: what has one is an inline policy.
        return $"{(edit.Policy.Id.Contains(' ', StringComparison.Ordinal) ? "an inline" : "a managed")} policy {edit.Policy.Name}";
    }

    /// <summary>Some patterns of actions, and how many more there are.</summary>
    /// <param name="patterns">At least one.</param>
    public static string Patterns(ImmutableArray<string> patterns) =>
        string.Join(", ", patterns.Take(MostPatterns)) + (patterns.Length > MostPatterns ? $" and {patterns.Length - MostPatterns} more" : "");
}
