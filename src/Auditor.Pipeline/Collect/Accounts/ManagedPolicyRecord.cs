using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>A managed policy, in the version that is in force.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ManagedPolicyDetail.html"/>.</remarks>
public sealed record ManagedPolicyRecord
{
    /// <summary>The ARN, path included.</summary>
    public required string Arn { get; init; }

    /// <summary>The name without path.</summary>
    public required string Name { get; init; }

    /// <summary>Where the policy stands among the names; begins and ends with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>True if AWS writes and changes it.</summary>
    public required bool IsAwsManaged { get; init; }

    /// <summary>The version in force, e.g. <c>v3</c>; null if the file does not say.</summary>
    public string? DefaultVersionId { get; init; }

    /// <summary>The oldest version that is not in force, of a policy that has as many as AWS lets it have: it has to go before another one can be made. Else null.</summary>
    public string? ExpendableVersionId { get; init; }

    /// <summary>When that version was made; null if the file does not say.</summary>
    public DateTimeOffset? VersionCreateDate { get; init; }

    /// <summary>What that version says as an identity-based policy; unread if no version is in force.</summary>
    public required PolicyDocument Document { get; init; }

    /// <summary>The same text read as a permissions boundary; null unless a principal of the account has it as its boundary.</summary>
    public PolicyDocument? Boundary { get; init; }

    /// <summary>The other versions of a policy of the account's own; empty unless the account was read with every version.</summary>
    public ImmutableArray<PolicyVersionRecord> OtherVersions { get; init; } = [];
}
