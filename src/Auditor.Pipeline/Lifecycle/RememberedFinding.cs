using System.Collections.Immutable;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>A finding as an earlier run left it; enough to tell about it when it is gone.</summary>
public sealed record RememberedFinding
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Its severity.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Open, suppressed or resolved: what is new or reopened in one run is open for the next.</summary>
    public required FindingStatus Status { get; init; }

    /// <summary>When it was first reported.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last found.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The moment of the first run that could not look whether it is still there; null if the last run found it. Moments of runs need not ascend: clocks go wrong.</summary>
    public DateTimeOffset? UnseenSince { get; init; }

    /// <summary>The account it is about; null if several.</summary>
    public string? Account { get; init; }

    /// <summary>What it is about.</summary>
    public required FindingSubject Subject { get; init; }

    /// <summary>The second half of its id.</summary>
    public required string Matter { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its explanation.</summary>
    public required string Explanation { get; init; }

    /// <summary>The actions concerned.</summary>
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>Whether it still rested on the same text.</summary>
    public required string EvidenceHash { get; init; }

    /// <summary>Everybody whom it concerned, suppressed ones too, in ordinal order.</summary>
    public ImmutableArray<FindingPrincipal> Principals { get; init; } = [];

    /// <summary>What is remembered of a finding that was looked at.</summary>
    /// <param name="finding">The finding with its new status.</param>
    /// <param name="principals">Everybody whom it concerns.</param>
    /// <param name="now">The moment of the run.</param>
    public static RememberedFinding Of(Finding finding, ImmutableArray<FindingPrincipal> principals, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new RememberedFinding
        {
            Id = finding.Id,
            Rule = finding.Rule,
            Severity = finding.Severity,
            Status = finding.IsActive ? FindingStatus.Open : finding.Status,
            FirstSeen = finding.FirstSeen ?? now,
            LastSeen = finding.LastSeen ?? now,
            Account = finding.Draft.Account,
            Subject = finding.Draft.Subject,
            Matter = finding.Draft.Matter,
            Title = finding.Draft.Title,
            Explanation = finding.Draft.Explanation,
            Actions = finding.Draft.Actions,
            EvidenceHash = finding.EvidenceHash,
            Principals = [.. principals.Select(principal => principal with { Since = principal.Since ?? now })],
        };
    }

    /// <summary>The finding for this run's report, though this run has not found it. Its evidence is not remembered.</summary>
    /// <param name="status">What became of it.</param>
    public Finding ToFinding(FindingStatus status) => new()
    {
        Id = Id,
        Rule = Rule,
        Status = status,
        FirstSeen = FirstSeen,
        LastSeen = LastSeen,
        EvidenceHash = EvidenceHash,
        Principals = Principals,
        Evidence = [],
        Blockers = [],
        Draft = new FindingDraft
        {
            Subject = Subject,
            Matter = Matter,
            Severity = Severity,
            Title = Title,
            Explanation = Explanation,
            Account = Account,
            Actions = Actions,
        },
    };
}
