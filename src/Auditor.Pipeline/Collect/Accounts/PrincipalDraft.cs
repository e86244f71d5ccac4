using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>The entry of a user, a group or a role as it stands in the file; documents are not read yet, because the ARN may stand behind them.</summary>
internal sealed class PrincipalDraft
{
    public static readonly IReadOnlyDictionary<string, string> NoTags = ImmutableDictionary<string, string>.Empty;

    public string? Path { get; set; }

    public string? Name { get; set; }

    public string? Id { get; set; }

    public string? Arn { get; set; }

    public DateTimeOffset? CreateDate { get; set; }

    public IReadOnlyDictionary<string, string> Tags { get; set; } = NoTags;

    /// <summary>The embedded policies; null if there are none.</summary>
    public List<(string Name, RawDocument Document)>? Inline { get; set; }

    public ImmutableArray<AttachedPolicy> Attached { get; set; } = [];

    public string? BoundaryArn { get; set; }

    public ImmutableArray<string> GroupNames { get; set; } = [];

    public RawDocument Trust { get; set; }

    public RoleLastUsed? LastUsed { get; set; }

    public bool HasInstanceProfile { get; set; }

    /// <summary>True if part of the entry is not known; the principal then holds an unread policy.</summary>
    public bool IsFaulty { get; set; }
}
