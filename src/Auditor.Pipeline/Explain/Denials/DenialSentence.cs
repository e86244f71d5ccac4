namespace Auditor.Pipeline.Explain;

/// <summary>AWS's sentence: who is not authorized to do what, and why.</summary>
internal sealed class DenialSentence
{
    public required string Principal { get; init; }

    /// <summary>Null if it is not certain where the action's name ends.</summary>
    public string? Action { get; set; }

    public string? Resource { get; set; }

    public DenialReason Reason { get; set; } = DenialReason.NotGiven;

    public string? AuthorizationId { get; set; }

    public bool IsCut { get; set; }

    /// <summary>The sentence itself, as AWS wrote it.</summary>
    public string Message { get; set; } = "";

    /// <summary>Behind the last character.</summary>
    public int End { get; set; }
}
