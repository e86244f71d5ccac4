using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>An organization: its tree, its accounts, its service and resource control policies.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html"/>.</remarks>
public sealed record OrganizationSnapshot
{
    /// <summary>The organization's id, <c>o-…</c>; null where the file does not tell.</summary>
    public string? Id { get; init; }

    /// <summary>The id of the account that pays; null where the file does not tell.</summary>
    public string? ManagementAccount { get; init; }

    /// <summary><c>ALL</c> or <c>CONSOLIDATED_BILLING</c>; null where the file does not tell.</summary>
    public string? FeatureSet { get; init; }

    /// <summary>The roots; AWS allows one.</summary>
    public ImmutableArray<OrganizationRoot> Roots { get; init; } = [];

    /// <summary>The organizational units in file order.</summary>
    public ImmutableArray<OrganizationalUnit> OrganizationalUnits { get; init; } = [];

    /// <summary>The accounts by id, the management account among them.</summary>
    public ImmutableSortedDictionary<string, OrganizationAccount> Accounts { get; init; } = ImmutableSortedDictionary.Create<string, OrganizationAccount>(StringComparer.Ordinal);

    /// <summary>The service and resource control policies in the order of their ids. One that could not be read at all is among them, unread.</summary>
    public ImmutableArray<OrganizationPolicy> Policies { get; init; } = [];
}
