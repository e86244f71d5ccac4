using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>A user or a role of an account, as IAM describes it.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html"/>.</remarks>
public abstract record PrincipalRecord
{
    /// <summary>No tags.</summary>
    public static readonly ImmutableDictionary<string, string> NoTags = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The path, with a slash at either end.</summary>
    public required string Path { get; init; }

    /// <summary>The name, unique in the account ignoring case.</summary>
    public required string Name { get; init; }

    /// <summary>RoleId or UserId, never used again after deletion; the ARN where the file does not tell.</summary>
    public required string Id { get; init; }

    /// <summary>The ARN, path included.</summary>
    public required string Arn { get; init; }

    /// <summary>When it was created; null where the file does not tell.</summary>
    public DateTimeOffset? CreateDate { get; init; }

    /// <summary>The tags; keys compare with case, as written.</summary>
    public ImmutableDictionary<string, string> Tags { get; init; } = NoTags;

    /// <summary>Inline policies in file order. A record with a damaged member carries one more, unread, named after the fault.</summary>
    public ImmutableArray<NamedPolicy> InlinePolicies { get; init; } = [];

    /// <summary>Attached managed policies in file order.</summary>
    public ImmutableArray<AttachedPolicy> AttachedPolicies { get; init; } = [];

    /// <summary>The ARN of the permissions boundary; null without one.</summary>
    public string? BoundaryArn { get; init; }
}
