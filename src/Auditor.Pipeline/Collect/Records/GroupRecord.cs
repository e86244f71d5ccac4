using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>An IAM group: policies that its users share; no principal itself.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GroupDetail.html"/>.</remarks>
public sealed record GroupRecord
{
    /// <summary>The path, with a slash at either end.</summary>
    public required string Path { get; init; }

    /// <summary>The name by which users refer to it.</summary>
    public required string Name { get; init; }

    /// <summary>GroupId; the ARN where the file does not tell.</summary>
    public required string Id { get; init; }

    /// <summary>The ARN, path included.</summary>
    public required string Arn { get; init; }

    /// <summary>When it was created; null where the file does not tell.</summary>
    public DateTimeOffset? CreateDate { get; init; }

    /// <summary>Inline policies in file order; a damaged record carries one more, unread.</summary>
    public ImmutableArray<NamedPolicy> InlinePolicies { get; init; } = [];

    /// <summary>Attached managed policies in file order.</summary>
    public ImmutableArray<AttachedPolicy> AttachedPolicies { get; init; } = [];
}
