using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>What an assignment can ask of a principal.</summary>
public sealed record PrincipalFacts
{
    /// <summary>The principal's IAM ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>The account it lives in.</summary>
    public required string AccountId { get; init; }

    /// <summary>What sort of principal it is.</summary>
    public required PrincipalKind Kind { get; init; }

    /// <summary>The permission set of an Identity Center role; null for others.</summary>
    public string? PermissionSetName { get; init; }

    /// <summary>Its tags. IAM's tag keys differ by more than case, so the keys are compared without it.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
