using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>The entry of a managed policy as it stands in the file.</summary>
internal sealed class ManagedPolicyDraft
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public required string Path { get; init; }

    public required bool IsAwsManaged { get; init; }

    /// <summary>The versions that are in force or have an id; empty where only the one in force is wanted.</summary>
    public required ImmutableArray<PolicyVersion> Versions { get; init; }

    /// <summary>Where the entry starts.</summary>
    public required long Offset { get; init; }

    /// <summary>True if part of the entry is not known.</summary>
    public required bool IsFaulty { get; set; }

    /// <summary>The version in force; null if nobody knows which one is.</summary>
    public required PolicyVersion? Default { get; init; }

    /// <summary>Which version has to go before another one can be made; null if none has to.</summary>
    public string? ExpendableVersionId { get; init; }

    /// <summary>The list of its versions, if it has only the one in force, with id and date, and no error; else missing.</summary>
    public required RawDocument VersionList { get; init; }

    /// <summary>One version of a managed policy.</summary>
    public readonly record struct PolicyVersion(string? Id, bool? IsDefault, DateTimeOffset? CreateDate, RawDocument Document);
}
