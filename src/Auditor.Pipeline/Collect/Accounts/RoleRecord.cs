using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>A role as its account describes it.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html"/>.</remarks>
public sealed record RoleRecord
{
    /// <summary>Where the role stands among the account's names; tells Identity Center and service-linked roles.</summary>
    public required string Path { get; init; }

    /// <summary>The name without path.</summary>
    public required string Name { get; init; }

    /// <summary>The RoleId (<c>AROA…</c>), which no later role of the same name gets.</summary>
    public required string Id { get; init; }

    /// <summary>The ARN, path included.</summary>
    public required string Arn { get; init; }

    /// <summary>When it was created; null if the file does not say.</summary>
    public DateTimeOffset? CreateDate { get; init; }

    /// <summary>Its tags, keys as written.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Its embedded policies; an entry with an error carries an unread one besides.</summary>
    public ImmutableArray<InlinePolicy> InlinePolicies { get; init; } = [];

    /// <summary>The managed policies attached to it.</summary>
    public ImmutableArray<AttachedPolicy> AttachedPolicies { get; init; } = [];

    /// <summary>The ARN of the permissions boundary; null without one.</summary>
    public string? BoundaryArn { get; init; }

    /// <summary>Who may assume it; unread if the file does not say.</summary>
    public required PolicyDocument TrustPolicy { get; init; }

    /// <summary>True if an instance profile holds it, by which it can be given to an EC2 instance; false also if the file does not say.</summary>
    public bool HasInstanceProfile { get; init; }

    /// <summary>Its last use; null if the file does not say.</summary>
    public RoleLastUsed? LastUsed { get; init; }
}
