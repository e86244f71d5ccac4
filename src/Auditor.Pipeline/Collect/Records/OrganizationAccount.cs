using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>An account as the organization lists it.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html"/>.</remarks>
public sealed record OrganizationAccount
{
    /// <summary>The account's twelve digits.</summary>
    public required string Id { get; init; }

    /// <summary>The account's name; null where the file does not tell.</summary>
    public string? Name { get; init; }

    /// <summary><c>State</c>, or <c>Status</c> in older answers, e.g. <c>ACTIVE</c>; null where the file does not tell.</summary>
    public string? State { get; init; }

    /// <summary>The ids of root and units above the account, root first; null if its place is unknown, which is a gap.</summary>
    public ImmutableArray<string>? Path { get; init; }

    /// <summary>True for an account that can be used.</summary>
    public bool IsActive => string.Equals(State, "ACTIVE", StringComparison.Ordinal);
}
