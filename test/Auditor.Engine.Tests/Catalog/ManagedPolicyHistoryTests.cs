using System.Globalization;

namespace Auditor.Engine.Catalog;

public sealed class ManagedPolicyHistoryTests
{
    [Fact]
    public void Policies_that_are_known_as_a_whole_are_listed() => Assert.Equal(
        ["AWSBillingConductorFullAccess", "AWSBillingConductorReadOnlyAccess", "AWSBillingReadOnlyAccess", "Billing"],
        ManagedPolicyHistory.All.Select(policy => policy.Name));

    [Fact]
    public void Versions_are_those_of_the_raw_data() => Assert.All(ManagedPolicyHistory.All, policy =>
    {
        var raw = CatalogCompiler.RawCatalog.Read(Path.Combine(Repository.Root, CatalogCompiler.Checkout.DataFolder)).ManagedPolicies.Policies[policy.Name];

        Assert.Equal(raw.Arn, policy.Arn);
        Assert.Equal(raw.DefaultVersion, policy.Newest.Id);
        Assert.Equal(
            raw.Versions.Select(version => (version.Version, version.Created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), string.Join(' ', version.Allow))),
            policy.Versions.Select(version => (version.Id, version.Created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), string.Join(' ', version.Patterns.Order(StringComparer.Ordinal)))));
    });
}
