using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>A service or resource control policy.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_PolicySummary.html"/>.</remarks>
public sealed record OrganizationPolicy
{
    /// <summary>Its id, <c>p-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its ARN; its id if the file does not say.</summary>
    public required string Arn { get; init; }

    /// <summary>Its name; its id if the file does not say.</summary>
    public required string Name { get; init; }

    /// <summary>Service or resource control policy.</summary>
    public required PolicyType Type { get; init; }

    /// <summary>True if AWS wrote it.</summary>
    public bool AwsManaged { get; init; }

    /// <summary>Why nobody knows what it says or where it is attached, of one that stands for policies that could not be read; null of one that is in the file.</summary>
    internal string? Doubt { get; init; }

    /// <summary>What it says; null if the file does not say.</summary>
    public PolicyDocument? Document { get; init; }

    /// <summary>The roots, units and accounts that it is attached to; null if the file does not say.</summary>
    public ImmutableArray<string>? Targets { get; init; }
}
