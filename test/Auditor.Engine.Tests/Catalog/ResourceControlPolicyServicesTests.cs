namespace Auditor.Engine.Catalog;

public sealed class ResourceControlPolicyServicesTests
{
    [Theory]
    [InlineData("budgets", true)]
    [InlineData("STS", true)]
    [InlineData("pricing", true)]
    [InlineData("billingconductor", false)]
    [InlineData("billing", false)]
    [InlineData("ce", false)]
    [InlineData("cur", false)]
    [InlineData("iam", false)]
    [InlineData("organizations", false)]
    public void Contains_is_true_of_services_that_RCPs_reach(string prefix, bool expected) =>
        Assert.Equal(expected, ResourceControlPolicyServices.Contains(prefix));
}
