using Amazon.BillingConductor.Model;

namespace Auditor.Aws.Collect;

/// <summary>Billing Conductor's resources; a list that could not be read is null.</summary>
internal sealed record InventoryResources(
    IReadOnlyList<BillingGroupListElement>? Groups,
    IReadOnlyList<PricingPlanListElement>? Plans,
    IReadOnlyList<PricingRuleListElement>? Rules,
    IReadOnlyList<CustomLineItemListElement>? Items)
{
    /// <summary>The ARNs of all of them that are the payer's own; AWS's plans carry no tags.</summary>
    public IEnumerable<string> Arns => (Groups ?? []).Select(group => group.Arn)
        .Concat((Plans ?? []).Select(plan => plan.Arn))
        .Concat((Rules ?? []).Select(rule => rule.Arn))
        .Concat((Items ?? []).Select(item => item.Arn))
        .OfType<string>()
        .Where(arn => !arn.Contains(":billingconductor::aws:", StringComparison.Ordinal));
}
