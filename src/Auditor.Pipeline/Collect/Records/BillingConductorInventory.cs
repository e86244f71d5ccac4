using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>The Billing Conductor resources of a payer.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbillingconductor.html"/>.</remarks>
public sealed record BillingConductorInventory
{
    /// <summary>ARNs of billing groups in ordinal order.</summary>
    public ImmutableArray<string> BillingGroups { get; init; } = [];

    /// <summary>ARNs of pricing plans in ordinal order; AWS's own plan is among them if the file has it.</summary>
    public ImmutableArray<string> PricingPlans { get; init; } = [];

    /// <summary>ARNs of pricing rules in ordinal order.</summary>
    public ImmutableArray<string> PricingRules { get; init; } = [];

    /// <summary>ARNs of custom line items in ordinal order.</summary>
    public ImmutableArray<string> CustomLineItems { get; init; } = [];

    /// <summary>The primary account of each billing group that has one, by the group's ARN.</summary>
    public ImmutableDictionary<string, string> PrimaryAccountIds { get; init; } = PrincipalRecord.NoTags;

    /// <summary>Tags by ARN; null if the file does not tell any, so that they are unknown. A resource that is not listed has none.</summary>
    public ImmutableDictionary<string, ImmutableDictionary<string, string>>? Tags { get; init; }

    /// <summary>The ARNs of one resource type of the service authorization reference, e.g. <c>billinggroup</c>; empty for others.</summary>
    public ImmutableArray<string> Arns(string resourceType) => resourceType switch
    {
        "billinggroup" => BillingGroups,
        "pricingplan" => PricingPlans,
        "pricingrule" => PricingRules,
        "customlineitem" => CustomLineItems,
        _ => [],
    };
}
