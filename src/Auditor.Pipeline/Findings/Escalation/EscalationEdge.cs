using System.Collections.Immutable;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>A way in which a principal of the payer can obtain Write actions of Billing Conductor that it does not have.</summary>
public sealed record EscalationEdge
{
    /// <summary>Who has the way.</summary>
    public required AssessedPrincipal Holder { get; init; }

    /// <summary>The actions that make it, and the service that a role is passed to.</summary>
    public required string Edge { get; init; }

    /// <summary>What the holder may do, for people.</summary>
    public required string Phrase { get; init; }

    /// <summary>The ARNs of those whom the holder changes, becomes or passes, in ordinal order.</summary>
    public required ImmutableArray<string> Targets { get; init; }

    /// <summary>The Write actions that it obtains.</summary>
    public required ulong Obtained { get; init; }

    /// <summary>The statements that allow it.</summary>
    public required ImmutableArray<Evidence> Evidence { get; init; }

    /// <summary>Who may become the holder, with the statements that let them, in ordinal order of their ARNs.</summary>
    public ImmutableArray<(AssessedPrincipal Principal, ImmutableArray<Evidence> Evidence)> Newcomers { get; init; } = [];
}
