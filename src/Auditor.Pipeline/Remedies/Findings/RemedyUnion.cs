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
    public static Remedy Of(IReadOnlyList<Remedy> parts, ImmutableArray<AssessedPrincipal> principals, ImmutableArray<PolicyEdit> shared)
    {
        var own = parts.SelectMany(part => part.Changes).Where(change => change.Place.Kind is not (PolicyPlaceKind.ServiceControlPolicy or PolicyPlaceKind.ResourceControlPolicy));
        return new Remedy
        {
            Edits = [.. shared, .. parts.SelectMany(part => part.Edits).Where(edit => !GrantingRemedy.IsShared(edit)).DistinctBy(edit => edit.Key)],
            Changes = [.. SharedChanges(principals, shared), .. own.DistinctBy(change => (change.Id, change.Principal.Arn))],
            Before = parts.Select(part => part.Before).First(),
            After = parts.Any(part => part.After == Decision.Conditional) ? Decision.Conditional : parts[0].After,
            AlsoAllows = Sorted(parts.SelectMany(part => part.AlsoAllows)),
            AlsoDenies = Sorted(parts.SelectMany(part => part.AlsoDenies)),
            AlsoFrees = [.. parts.SelectMany(part => part.AlsoFrees).Except(principals.Select(assessed => assessed.Principal.Arn), StringComparer.Ordinal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            StillBlockedBy = [.. parts.SelectMany(part => part.StillBlockedBy).Distinct()],
        };
    }

    /// <summary>Each policy with all its edits, seen from the first principal that it binds.</summary>
    private static IEnumerable<PolicyChange> SharedChanges(ImmutableArray<AssessedPrincipal> principals, ImmutableArray<PolicyEdit> shared) =>
        shared.GroupBy(edit => edit.Policy.Id, StringComparer.Ordinal).SelectMany(same =>
        {
            var bound = principals.First(assessed => same.First().Kind == EditKind.AddPolicy || Binds(assessed, same.Key));
            return PolicyChanges.Of(bound.Principal, bound.Simulator.AllPolicies, [.. same]);
        });

    private static bool Binds(AssessedPrincipal assessed, string policy) =>
        (assessed.Simulator.AllPolicies.ServiceControlPolicies ?? []).Concat(assessed.Simulator.AllPolicies.ResourceControlPolicies ?? [])
            .SelectMany(level => level.Policies).Any(bound => bound.Source.Id == policy);

    private static ImmutableArray<AllowedRequest> Sorted(IEnumerable<AllowedRequest> requests) =>
        [.. requests.Distinct().OrderBy(request => request.Action, StringComparer.Ordinal).ThenBy(request => request.Resource, StringComparer.Ordinal)];
}
