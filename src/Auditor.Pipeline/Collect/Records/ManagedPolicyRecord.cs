using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>A managed policy in the version that is in force.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ManagedPolicyDetail.html"/>.</remarks>
public sealed record ManagedPolicyRecord
{
    /// <summary>The ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The path, with a slash at either end.</summary>
    public required string Path { get; init; }

    /// <summary>True if AWS owns the policy: the account part of its ARN is <c>aws</c>.</summary>
    public required bool IsAwsManaged { get; init; }

    /// <summary>The id of the version in force, e.g. <c>v3</c>; null where the file does not tell.</summary>
    public string? DefaultVersionId { get; init; }

    /// <summary>When the version in force was created; null where the file does not tell.</summary>
    public DateTimeOffset? VersionCreateDate { get; init; }

    /// <summary>The version in force as an identity-based policy.</summary>
    public required PolicyDocument Document { get; init; }

    /// <summary>The same text as a permissions boundary; the same instance in every account that shares the text.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"/>.</remarks>
    public PolicyDocument BoundaryDocument => Library.AsBoundary(Document);

    /// <summary>Where the boundary form is kept.</summary>
    public required PolicyLibrary Library { get; init; }
}
