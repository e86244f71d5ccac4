using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Remedies.Findings;

/// <summary>One remedy of those of several principals: policies that bind all of them change once.</summary>
internal static class RemedyUnion
{
    /// <param name="parts">The remedies, each found with the shared edits of those before it.</param>
    /// <param name="principals">Whose they are, in the same order.</param>
    /// <param name="shared">The edits of policies that bind more than one.</param>
    /// <returns>The remedy; null if two of them would write different texts in one place, of which the later would undo the earlier.</returns>
    public static Remedy? Of(IReadOnlyList<Remedy> parts, ImmutableArray<AssessedPrincipal> principals, ImmutableArray<PolicyEdit> shared)
    {
        var common = shared.Select(edit => edit.Policy.Id).ToHashSet(StringComparer.Ordinal);
        var own = parts.SelectMany(part => part.Changes).Where(change => !common.Contains(change.Id));
        ImmutableArray<PolicyChange> changes = [.. SharedChanges(principals, shared), .. own.DistinctBy(PlaceOf)];
        return own.GroupBy(PlaceOf).Any(IsInConflict) ? null : new Remedy
        {
            Edits = [.. shared, .. parts.SelectMany(part => part.Edits).Where(edit => !edit.IsShared).DistinctBy(edit => edit.Key)],
            Changes = changes,
            Before = parts.Select(part => part.Before).First(),
            After = parts.Any(part => part.After == Decision.Conditional) ? Decision.Conditional : parts[0].After,
            AlsoAllows = Sorted(parts.SelectMany(part => part.AlsoAllows)),
            AlsoAllowsUncatalogued = [.. parts.SelectMany(part => part.AlsoAllowsUncatalogued).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            AlsoDenies = Sorted(parts.SelectMany(part => part.AlsoDenies)),
            AlsoFrees = [.. parts.SelectMany(part => part.AlsoFrees).Except(principals.Select(assessed => assessed.Principal.Arn), StringComparer.Ordinal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            StillBlockedBy = [.. parts.SelectMany(part => part.StillBlockedBy).Distinct()],
        };
    }

    /// <summary>Where a change is written: a permission set is one place, however many roles it has; what is detached from anybody else is so from each holder.</summary>
    private static (string Place, string Holder) PlaceOf(PolicyChange change) => change switch
    {
        { Place.Kind: PolicyPlaceKind.PermissionSet } => ("permission set", change.Place.Holder),
        // A set names a customer's policy by its path and name, which is one policy in each account.
        { PermissionSet: { } set } => ($"{change.Place.Kind} {change.Id[change.Id.IndexOf(":policy/", StringComparison.Ordinal)..]}", set),
        _ => (change.Id, change.Document is null ? change.TargetId ?? change.Principal.Arn : ""),
    };

    /// <summary>True if one place would get two texts, or a managed policy would be made twice.</summary>
    private static bool IsInConflict(IEnumerable<PolicyChange> same) => same.Select(change => change.Document).Distinct(StringComparer.Ordinal).Count() > 1
        || same.Count(change => change is { IsNew: true, Place.Kind: PolicyPlaceKind.CustomerManaged }) > 1;

    /// <summary>Each policy with all its edits, seen from the first principal that it binds; one of which nothing is left goes from wherever it binds one of them.</summary>
    private static IEnumerable<PolicyChange> SharedChanges(ImmutableArray<AssessedPrincipal> principals, ImmutableArray<PolicyEdit> shared) =>
        shared.GroupBy(edit => edit.Policy.Id, StringComparer.Ordinal).SelectMany(same =>
        {
            var bound = principals.Where(assessed => same.First().Kind == EditKind.AddPolicy || PolicyEditor.Has(assessed.Simulator.AllPolicies, same.Key));
            var first = Of(bound.First()).ToArray();
            return first.All(change => change.Document is not null) ? first : first.Concat(bound.Skip(1).SelectMany(Of)).DistinctBy(PlaceOf);

            IEnumerable<PolicyChange> Of(AssessedPrincipal assessed) => ChangedPolicies.Of(assessed.Principal, assessed.Simulator.AllPolicies, [.. same]);
        });

    private static ImmutableArray<AllowedRequest> Sorted(IEnumerable<AllowedRequest> requests) =>
        [.. requests.Distinct().OrderBy(request => request.Action, StringComparer.Ordinal).ThenBy(request => request.Resource, StringComparer.Ordinal)];
}
