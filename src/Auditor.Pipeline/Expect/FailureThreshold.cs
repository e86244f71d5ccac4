namespace Auditor.Pipeline.Expect;

/// <summary>The severity from which a finding makes the run fail (exit code 2).</summary>
public enum FailureThreshold
{
    /// <summary>No finding does.</summary>
    None = 0,

    /// <summary>Every finding does.</summary>
    Low = 1,

    /// <summary>Findings of medium and high severity do.</summary>
    Medium = 2,

    /// <summary>Findings of high severity do.</summary>
    High = 3,
}
