namespace Auditor.Pipeline.Expect;

/// <summary>A finding that somebody has accepted for a time. It names an id, or a rule with a subject, a principal or both.</summary>
public sealed record Suppression
{
    /// <summary>The id of the one finding it is about, e.g. <c>BCA201-0123456789ab</c>; null if it names a rule.</summary>
    public string? Id { get; init; }

    /// <summary>The rule, e.g. <c>BCA201</c>; null if it names an id.</summary>
    public string? Rule { get; init; }

    /// <summary>The finding's subject id, exactly; null means any.</summary>
    public string? Subject { get; init; }

    /// <summary>The ARN of the principal it removes from the findings, exactly; null means the whole finding.</summary>
    public string? Principal { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The last day on which it holds, inclusive (UTC).</summary>
    public required DateOnly Expires { get; init; }

    /// <summary>The finding's evidence hash when it was accepted; it lapses when that differs. Null means whatever the evidence.</summary>
    public string? Evidence { get; init; }
}
