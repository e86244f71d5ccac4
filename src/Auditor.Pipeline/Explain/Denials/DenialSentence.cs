namespace Auditor.Pipeline.Explain;

/// <summary>AWS's sentence: who is not authorized to do what, and why.</summary>
internal sealed record DenialSentence
{
    public required string Principal { get; init; }

    /// <summary>Null if it is not certain where the action's name ends.</summary>
    public string? Action { get; init; }

    public string? Resource { get; init; }

    public DenialReason Reason { get; init; } = DenialReason.NotGiven;

    public string? AuthorizationId { get; init; }

    public bool IsCut { get; init; }

    /// <summary>The sentence itself, as AWS wrote it.</summary>
    public string Message { get; init; } = "";

    /// <summary>Behind the last character.</summary>
    public int End { get; init; }
}
