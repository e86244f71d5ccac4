using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>What the suppressions leave of a finding.</summary>
public sealed record SuppressionOutcome
{
    /// <summary>Whether the finding is suppressed: as a whole, or because no principal is left.</summary>
    public required bool IsSuppressed { get; init; }

    /// <summary>The principals that stay, in the finding's order; empty if it is suppressed.</summary>
    public required ImmutableArray<string> RemainingPrincipals { get; init; }

    /// <summary>The suppressions that took something away, in the file's order.</summary>
    public ImmutableArray<Suppression> Applied { get; init; } = [];

    /// <summary>The suppressions whose last day is over, in the file's order.</summary>
    public ImmutableArray<Suppression> Expired { get; init; } = [];

    /// <summary>The suppressions that lapsed because the evidence is another one now, in the file's order.</summary>
    public ImmutableArray<Suppression> Lapsed { get; init; } = [];
}
