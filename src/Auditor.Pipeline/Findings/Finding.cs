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

    /// <summary>Those whom it concerned in the run before and no longer does, in ordinal order of their ARNs.</summary>
    public ImmutableArray<FindingPrincipal> PrincipalsRemoved { get; init; } = [];

    /// <summary>How many principals are left out because others answer for them; 0 unless it is told to one owner.</summary>
    public int OtherPrincipals { get; init; }

    /// <summary>True if it says something that the run before did not: it is new, it is back, it is gone, or it concerns others.</summary>
    public bool IsNews => Status is FindingStatus.New or FindingStatus.Reopened or FindingStatus.Resolved
        || (Status == FindingStatus.Open && (!PrincipalsRemoved.IsEmpty || Principals.Any(principal => principal.Since is null)));

    /// <summary>The suppressions that hold for it or for some of its principals, in the configuration's order.</summary>
    public ImmutableArray<Suppression> Suppressions { get; init; } = [];

    /// <summary>True if somebody should do something about it: it occurs, and nobody has accepted it.</summary>
    public bool IsActive => Status is FindingStatus.New or FindingStatus.Open or FindingStatus.Reopened;

    /// <summary>The highest severity of the merged drafts.</summary>
    public Severity Severity => Draft.Severity;
}
