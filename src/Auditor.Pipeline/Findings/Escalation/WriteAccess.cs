using System.Collections.Concurrent;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>The Write actions that a principal has, and those that a change of its policies would give it. Safe from any thread.</summary>
internal sealed class WriteAccess
{
    private static readonly ulong Writes = ActionMask.Of(ActionMask.Actions.Where(action => action.AccessLevel == AccessLevel.Write));
    private readonly ConcurrentDictionary<(string Arn, string Change), ulong> gained = [];

    /// <summary>What it may certainly do, somewhere at least.</summary>
    public static ulong Of(AssessedPrincipal assessed) =>
        ActionMask.Of(ActionMask.ActionsOf(assessed.Held & Writes).Where(action => assessed.AccessTo(action).Verdict is Verdict.All or Verdict.Some));

    /// <summary>True if a document allows a Write action, resources and conditions aside.</summary>
    public static bool IsAllowedBy(PolicyDocument document) => (DocumentFacts.Of(document).Allowed & Writes) != 0;

    /// <summary>True if a document denies a Write action, resources and conditions aside.</summary>
    public static bool IsDeniedBy(PolicyDocument document) =>
        document.Statements.Any(statement => statement is { IsUnreadable: false, Effect: Effect.Deny } && (ActionMask.Of(statement) & Writes) != 0);

    /// <summary>What it would certainly gain by a change, with all its layers.</summary>
    /// <param name="assessed">Who is changed.</param>
    /// <param name="change">Names the change, of which the answer is remembered.</param>
    /// <param name="apply">Makes it.</param>
    public ulong Gained(AssessedPrincipal assessed, string change, Func<PoliciesInEffect, PoliciesInEffect> apply)
    {
        var key = (assessed.Principal.Arn, change);
        return gained.TryGetValue(key, out var mask) ? mask : gained[key] = Work(assessed, apply(assessed.Simulator.AllPolicies));
    }

    private static ulong Work(AssessedPrincipal assessed, PoliciesInEffect changed)
    {
        // Most boundaries say nothing of Billing Conductor: what they do not allow need not be asked about resource by resource.
        if (changed.Boundary is { Document: { IsUnreadable: false } boundary } && !IsAllowedBy(boundary))
            return 0;
        var simulator = assessed.Simulator.With(changed);
        return ActionMask.Of(ActionMask.ActionsOf(Writes & ~assessed.Held).Where(action => IsCertain(simulator, action)));
    }

    /// <summary>On resources to come; only where that is denied or open, on those of the inventory.</summary>
    private static bool IsCertain(PrincipalSimulator simulator, CatalogAction action)
    {
        if (action.IsWildcardOnly)
            return simulator.Decide(action.FullName, "*") == Decision.Allowed;
        return action.AuthorizedTypes.All(type => simulator.Decide(action.FullName, simulator.Resources.Probe(type)) == Decision.Allowed)
            || simulator.Verdict(action.FullName).Verdict is Verdict.All or Verdict.Some;
    }
}
