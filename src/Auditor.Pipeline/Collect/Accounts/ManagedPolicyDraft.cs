namespace Auditor.Pipeline.Collect;

/// <summary>The entry of a managed policy as it stands in the file.</summary>
internal sealed class ManagedPolicyDraft
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public required string Path { get; init; }

    public required bool IsAwsManaged { get; init; }

    public PolicyVersion? Default { get; init; }

    /// <summary>The versions that are not in force and have an id.</summary>
    public IReadOnlyList<PolicyVersion> Others { get; init; } = [];

    /// <summary>Where the entry starts.</summary>
    public required long Offset { get; init; }

    /// <summary>True if part of the entry is not known.</summary>
    public required bool IsFaulty { get; set; }

    /// <summary>One version of a managed policy.</summary>
    public readonly record struct PolicyVersion(string? Id, bool? IsDefault, DateTimeOffset? CreateDate, RawDocument Document);
}
