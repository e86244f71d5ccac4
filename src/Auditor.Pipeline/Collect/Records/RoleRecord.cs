using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>An IAM role.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html"/>.</remarks>
public sealed record RoleRecord : PrincipalRecord
{
    /// <summary>Who may assume the role.</summary>
    public required PolicyDocument TrustPolicy { get; init; }

    /// <summary>When the role was last used; null means not within the 400 days that AWS tracks, never "not ever".</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html"/>.</remarks>
    public DateTimeOffset? LastUsed { get; init; }
}
