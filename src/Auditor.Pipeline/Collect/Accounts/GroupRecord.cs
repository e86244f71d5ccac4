using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>A group of users.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GroupDetail.html"/>.</remarks>
public sealed record GroupRecord
{
    /// <summary>Where the group stands among the account's names; begins and ends with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>The name without path, by which users refer to it.</summary>
    public required string Name { get; init; }

    /// <summary>The GroupId (<c>AGPA…</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The ARN, path included; empty for a group that users name and the file lacks.</summary>
    public required string Arn { get; init; }

    /// <summary>When it was created; null if the file does not say.</summary>
    public DateTimeOffset? CreateDate { get; init; }

    /// <summary>Its embedded policies; an entry with an error carries an unread one besides.</summary>
    public ImmutableArray<InlinePolicy> InlinePolicies { get; init; } = [];

    /// <summary>The managed policies attached to it.</summary>
    public ImmutableArray<AttachedPolicy> AttachedPolicies { get; init; } = [];
}
