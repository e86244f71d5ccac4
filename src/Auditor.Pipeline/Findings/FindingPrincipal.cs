namespace Auditor.Pipeline.Findings;

/// <summary>A principal that a finding concerns.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Account">Its account.</param>
public sealed record FindingPrincipal(string Arn, string Account)
{
    /// <summary>Since when it is among the finding's principals; null means since this run.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Who answers for it, from its tag or its assignment; null if nobody is named.</summary>
    public string? Owner { get; init; }
}
