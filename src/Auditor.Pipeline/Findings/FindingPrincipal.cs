namespace Auditor.Pipeline.Findings;

/// <summary>A principal that a finding concerns.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Account">Its account.</param>
public sealed record FindingPrincipal(string Arn, string Account);
