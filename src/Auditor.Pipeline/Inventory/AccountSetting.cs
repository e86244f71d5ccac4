using System.Collections.Immutable;
using Auditor.Engine.Evaluation;

namespace Auditor.Pipeline.Inventory;

/// <summary>What an account's place in the organization means for its principals.</summary>
public sealed record AccountSetting
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>Whether it is the payer; null if nobody knows which account is.</summary>
    public required bool? IsPayer { get; init; }

    /// <summary>Why service control policies do not apply, if they do not.</summary>
    public ServiceControlExemption Exemption { get; init; }

    /// <summary>Service control policies, root first; null if none apply or none could be read.</summary>
    public ImmutableArray<OrganizationLevel>? ServiceControlPolicies { get; init; }

    /// <summary>Resource control policies over the account's own resources; null if none apply.</summary>
    public ImmutableArray<OrganizationLevel>? ResourceControlPolicies { get; init; }

    /// <summary>
    /// What has to hold besides, because the organization was not read: what policies allow is then conditional on it. Null if nothing.
    /// </summary>
    public string? Proviso { get; init; }
}
