using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>What a payer has in Billing Conductor.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/billingconductor/latest/APIReference/API_Operations.html"/>, the four list calls.
/// </remarks>
public sealed record BillingConductorInventory
{
    /// <summary>ARNs by resource type (<c>billinggroup</c>, <c>pricingplan</c>, <c>pricingrule</c>, <c>customlineitem</c>), each in ordinal order.</summary>
    public required IReadOnlyDictionary<string, ImmutableArray<string>> Arns { get; init; }

    /// <summary>The primary accounts of the billing groups in ordinal order.</summary>
    public ImmutableArray<string> PrimaryAccountIds { get; init; } = [];

    /// <summary>Tags by ARN; null if the snapshot has none, which is not the same as resources without tags.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Tags { get; init; }
}
