using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>The organization as the snapshot describes it. Immutable.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html"/> and the list calls beside it.
/// </remarks>
public sealed record OrganizationSnapshot
{
    /// <summary>The organization's id, <c>o-…</c>; null if the file does not say.</summary>
    public string? Id { get; init; }

    /// <summary>The payer; null if the file does not say.</summary>
    public string? ManagementAccount { get; init; }

    /// <summary><c>ALL</c>, or <c>CONSOLIDATED_BILLING</c> for an organization without policies; null if the file does not say.</summary>
    public string? FeatureSet { get; init; }

    /// <summary>The roots; AWS knows one an organization.</summary>
    public ImmutableArray<OrganizationRoot> Roots { get; init; } = [];

    /// <summary>The organizational units in the file's order.</summary>
    public ImmutableArray<OrganizationalUnit> OrganizationalUnits { get; init; } = [];

    /// <summary>The accounts by id, in ordinal order.</summary>
    public ImmutableSortedDictionary<string, OrganizationAccount> Accounts { get; init; } =
        ImmutableSortedDictionary.Create<string, OrganizationAccount>(StringComparer.Ordinal);

    /// <summary>Service and resource control policies in ordinal order of their ids; other types are left out.</summary>
    public ImmutableArray<OrganizationPolicy> Policies { get; init; } = [];

    /// <summary>True for the id of a root that there is; where no root was read, for what looks like one.</summary>
    public bool IsRoot(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Roots.IsEmpty ? id.StartsWith("r-", StringComparison.Ordinal) : Roots.Any(root => string.Equals(root.Id, id, StringComparison.Ordinal));
    }
}
