using System.Collections.Immutable;

namespace Auditor.Pipeline.Inventory;

public sealed class ResourceCatalogueTests
{
    [Fact]
    public void Every_payer_has_the_two_pricing_plans_of_aws()
    {
        var plans = new ResourceCatalogue("aws", "222233334444", "111122223333", ImmutableDictionary<string, ImmutableArray<string>>.Empty, tags: null).Of("billingconductor", "pricingplan");
        Assert.Equal(
            ["arn:aws:billingconductor::aws:pricingplan/BasicPricingPlan", "arn:aws:billingconductor::aws:pricingplan/Passthrough", "arn:aws:billingconductor::111122223333:pricingplan/probe00000"],
            plans);
    }
}
