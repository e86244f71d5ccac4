namespace Auditor.Aws.Access;

/// <summary>How often AWS lets an account call one operation, or a group of operations that share one allowance.</summary>
/// <param name="Name">Names the allowance: operations with the same name draw from the same bucket.</param>
/// <param name="PerSecond">Calls a second that AWS allows in the long run.</param>
/// <param name="Burst">Calls that may come at once.</param>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html"/> (per account) and
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html"/>, read 2026-11-23. IAM, STS and
/// Billing Conductor publish no rates: theirs are cautious choices.
/// </remarks>
public sealed record ApiRate(string Name, double PerSecond, int Burst)
{
    /// <summary>True if calls go to many accounts, each of which has its own allowance; false if one account makes them all.</summary>
    public bool IsPerAccount { get; init; }
}
