using System.Collections.Immutable;
using Auditor.Engine.Evaluation;

namespace Auditor.Pipeline.Remedies;

/// <summary>The smallest change that lets one principal make one request, with its proof: both decisions were evaluated, before and after.</summary>
public sealed record Remedy
{
    /// <summary>The edits; each is needed: without any one of them the request stays denied.</summary>
    public required ImmutableArray<PolicyEdit> Edits { get; init; }

    /// <summary>What becomes of each policy, in the order of the edits.</summary>
    public required ImmutableArray<PolicyChange> Changes { get; init; }

    /// <summary>The decision as things are.</summary>
    public required Decision Before { get; init; }

    /// <summary>The decision with all edits: allowed, or conditional where that was so before.</summary>
    public required Decision After { get; init; }

    /// <summary>What the principal could do besides, of the whole catalogue, or without a condition that it depends on now: must be looked at before anybody applies the edits.</summary>
    public required ImmutableArray<AllowedRequest> AlsoAllows { get; init; }

    /// <summary>
    /// Patterns of actions outside the catalogue that the principal could use besides, as the lifted Deny statements name them, in ordinal order;
    /// <c>*</c> where one names all, or all but a few.
    /// </summary>
    public ImmutableArray<string> AlsoAllowsUncatalogued { get; init; } = [];

    /// <summary>What the principal could no longer do besides, or only on a condition, of the whole catalogue; empty for remedies that only allow.</summary>
    public ImmutableArray<AllowedRequest> AlsoDenies { get; init; } = [];

    /// <summary>Other principals of the account whom the changed policies no longer bind, by ARN in ordinal order; those of other accounts stay bound.</summary>
    public required ImmutableArray<string> AlsoFrees { get; init; }

    /// <summary>What still may stand in the way, depending on context keys; empty if nothing does.</summary>
    public required ImmutableArray<Blocker> StillBlockedBy { get; init; }
}

/// <summary>An action on a resource.</summary>
/// <param name="Action">The action's full name.</param>
/// <param name="Resource">The resource, or <c>*</c>.</param>
public readonly record struct AllowedRequest(string Action, string Resource);

/// <summary>A remedy, or why there is none.</summary>
/// <param name="Remedy">The remedy; null if there is none.</param>
/// <param name="Obstacle">Why there is none, for people; null if there is one.</param>
public sealed record RemedyResult(Remedy? Remedy, string? Obstacle);
