using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Remedies;

namespace Auditor.Pipeline.Findings;

/// <summary>One cause, with everybody whom it concerns.</summary>
public sealed record Finding
{
    /// <summary>The rule's id and twelve hex digits made of rule, subject and matter.</summary>
    public required string Id { get; init; }

    /// <summary>The rule, e.g. <c>BCA101</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The merged drafts.</summary>
    public required FindingDraft Draft { get; init; }

    /// <summary>Who is concerned, in ordinal order, each once.</summary>
    public required ImmutableArray<FindingPrincipal> Principals { get; init; }

    /// <summary>The evidence in a stable order, each once.</summary>
    public required ImmutableArray<Evidence> Evidence { get; init; }

    /// <summary>The blockers, each once.</summary>
    public required ImmutableArray<Blocker> Blockers { get; init; }

    /// <summary><c>sha256:</c> over the evidence: tells whether the finding still rests on the same text.</summary>
    public required string EvidenceHash { get; init; }

    /// <summary>What would fix it, with its proof; null if there is none that can be proven.</summary>
    public Remedy? Remedy { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public FindingStatus Status { get; init; }

    /// <summary>When it was first reported; null means in this run.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>When it was last found; null means in this run.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>The ARNs that it concerned in the run before and no longer does, in ordinal order.</summary>
    public ImmutableArray<string> PrincipalsRemoved { get; init; } = [];

    /// <summary>The suppressions that hold for it or for some of its principals, in the configuration's order.</summary>
    public ImmutableArray<Suppression> Suppressions { get; init; } = [];

    /// <summary>True if somebody should do something about it: it occurs, and nobody has accepted it.</summary>
    public bool IsActive => Status is FindingStatus.New or FindingStatus.Open or FindingStatus.Reopened;

    /// <summary>The highest severity of the merged drafts.</summary>
    public Severity Severity => Draft.Severity;
}
