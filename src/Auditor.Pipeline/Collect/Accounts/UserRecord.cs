using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>A user as its account describes it.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UserDetail.html"/>.</remarks>
public sealed record UserRecord
{
    /// <summary>Where the user stands among the account's names; begins and ends with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>The name without path.</summary>
    public required string Name { get; init; }

    /// <summary>The UserId (<c>AIDA…</c>), which no later user of the same name gets.</summary>
    public required string Id { get; init; }

    /// <summary>The ARN, path included.</summary>
    public required string Arn { get; init; }

    /// <summary>When it was created; null if the file does not say.</summary>
    public DateTimeOffset? CreateDate { get; init; }

    /// <summary>Its tags, keys as written.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Its own embedded policies; an entry with an error carries an unread one besides.</summary>
    public ImmutableArray<InlinePolicy> InlinePolicies { get; init; } = [];

    /// <summary>The managed policies attached to the user itself.</summary>
    public ImmutableArray<AttachedPolicy> AttachedPolicies { get; init; } = [];

    /// <summary>The ARN of the permissions boundary; null without one.</summary>
    public string? BoundaryArn { get; init; }

    /// <summary>The groups it belongs to, whose policies count as its own.</summary>
    public ImmutableArray<string> GroupNames { get; init; } = [];
}
