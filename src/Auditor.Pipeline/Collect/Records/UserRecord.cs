using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>An IAM user.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UserDetail.html"/>.</remarks>
public sealed record UserRecord : PrincipalRecord
{
    /// <summary>The names of the groups whose policies the user has too.</summary>
    public ImmutableArray<string> GroupNames { get; init; } = [];
}
