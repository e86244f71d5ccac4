using System.Collections.Immutable;
using Auditor.Engine;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Findings;

/// <summary>Why a task fails.</summary>
internal static class TaskBlockers
{
    /// <summary>What certainly blocks the denied needs, in the order in which to remove it.</summary>
    public static ImmutableArray<Blocker> Of(AssessedPrincipal assessed, AssessedTask task)
    {
        if (!task.AccountBlockers.IsEmpty)
            return task.AccountBlockers;
        return [.. FailingNeeds(task).SelectMany(need => Of(assessed, need)).Distinct().OrderBy(blocker => blocker.Layer).ThenByDescending(blocker => blocker.IsExplicit)];
    }

    /// <summary>What certainly blocks one action on the resources on which it is denied.</summary>
    public static IEnumerable<Blocker> Of(AssessedPrincipal assessed, AssessedNeed need) =>
        need.Resources
            .Select(resource => assessed.Simulator.Evaluate(need.FullName, resource, need.FixedKeys))
            .Where(result => result.Decision is Decision.ImplicitDeny or Decision.ExplicitDeny)
            .SelectMany(result => result.Blockers)
            .Where(blocker => blocker.Certainty == Truth.Yes);

    /// <summary>The needs because of which the task fails: all on Billing Conductor where it does not answer.</summary>
    public static ImmutableArray<AssessedNeed> FailingNeeds(AssessedTask task) =>
    [
        .. task.Needs.Where(need => need.Verdict.Verdict == Verdict.None || need.FailsOnListed
            || (!task.AccountBlockers.IsEmpty && need.Action.Service == ServiceCatalog.BillingConductor)),
    ];

    /// <summary>The Deny statements among the blockers, as evidence.</summary>
    public static ImmutableArray<Evidence> Evidence(AssessedPrincipal assessed, IEnumerable<Blocker> blockers)
    {
        var versions = assessed.Principal.Policies.Append(assessed.Principal.Boundary).OfType<HeldPolicy>()
            .DistinctBy(policy => policy.Reference.Id).ToDictionary(policy => policy.Reference.Id, policy => policy.Reference.VersionId, StringComparer.Ordinal);
        return
        [
            .. blockers.Where(blocker => blocker is { Policy: not null, Statement: not null }).Select(blocker => new Evidence(
                blocker.Policy!.Id,
                versions.GetValueOrDefault(blocker.Policy.Id),
                blocker.Statement!.Label,
                blocker.Statement.Start.Line,
                blocker.Statement.Start.Column,
                blocker.Statement.Text)),
        ];
    }
}
