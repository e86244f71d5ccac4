using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>A service or resource control policy and what it is attached to.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_PolicySummary.html"/>.</remarks>
public sealed record OrganizationPolicy
{
    /// <summary>The policy's id, <c>p-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The policy's ARN; its id where the file does not tell.</summary>
    public required string Arn { get; init; }

    /// <summary>The policy's name; its id where the file does not tell.</summary>
    public required string Name { get; init; }

    /// <summary>Service control policy or resource control policy.</summary>
    public required PolicyType Type { get; init; }

    /// <summary>True if AWS owns the policy.</summary>
    public bool AwsManaged { get; init; }

    /// <summary>What it says; null if its content is missing. AWS's own <c>FullAWSAccess</c> policies are known without it.</summary>
    public PolicyDocument? Document { get; init; }

    /// <summary>The ids of the roots, units and accounts it is attached to; null if they are not known.</summary>
    public ImmutableArray<string>? Targets { get; init; }
}
