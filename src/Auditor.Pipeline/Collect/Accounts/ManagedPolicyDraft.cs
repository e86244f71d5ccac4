namespace Auditor.Pipeline.Collect;

/// <summary>The entry of a managed policy as it stands in the file.</summary>
internal sealed class ManagedPolicyDraft
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public required string Path { get; init; }

    public required bool IsAwsManaged { get; init; }

    /// <summary>The versions that are in force or have an id; null if there are none, of which a file may be full.</summary>
    public required List<PolicyVersion>? Versions { get; init; }

    /// <summary>Which of the versions is in force; negative if nobody knows.</summary>
    public required int InForce { get; init; }

    /// <summary>Where the entry starts.</summary>
    public required long Offset { get; init; }

    /// <summary>True if part of the entry is not known.</summary>
    public required bool IsFaulty { get; set; }

    /// <summary>The version in force; null if nobody knows which one is.</summary>
    public PolicyVersion? Default => InForce < 0 ? null : Versions?[InForce];

    /// <summary>One version of a managed policy.</summary>
    public readonly record struct PolicyVersion(string? Id, bool? IsDefault, DateTimeOffset? CreateDate, RawDocument Document);
}
