using System.Diagnostics;

namespace Auditor.Engine.Catalog;

public sealed class ActionNamesTests
{
    [Theory]
    [InlineData("billingconductor", true)]
    [InlineData("BillingConductor", true)]
    [InlineData("aws-portal", true)]
    [InlineData("iam", true)]
    [InlineData("billing-conductor", false)]
    [InlineData("enterprisebilling", false)]
    [InlineData("", false)]
    public void IsKnownPrefix_ignores_case(string prefix, bool expected) => Assert.Equal(expected, ActionNames.IsKnownPrefix(prefix));

    [Theory]
    [InlineData("*")]
    [InlineData("*:*")]
    [InlineData("bill*")]
    [InlineData("billing:*")]
    [InlineData("BILLINGCONDUCTOR:LIST*")]
    [InlineData("billingconductor:ListBillingGroups")]
    [InlineData("billingconductor:list?illinggroups")]
    [InlineData("billingconductor:*Report*")]
    [InlineData("billingconductor:*****Report")]
    [InlineData("*:ListBillingGroups")]
    [InlineData("purchase-orders:View*", false)]
    [InlineData("purchase-orders:ViewPurchaseOrders", false)]
    [InlineData("purchase-orders:*")]
    [InlineData("aws-portal:*", false)]
    [InlineData("aws-portal:ViewBilling", false)]
    [InlineData("billingconductor:Describe*", false)]
    [InlineData("billingconductor:GetPricingPlan", false)]
    [InlineData("billingconductor:ListBillingGroup", false)]
    [InlineData("billingconductor:ListBillingGroups?", false)]
    [InlineData("billing-conductor:*", false)]
    [InlineData("budgets:CreateBudget", false)]
    [InlineData("ListBillingGroups", false)]
    [InlineData("billingconductor", false)]
    [InlineData("", false)]
    [InlineData("bi\u212Aling:*", false)]
    public void MatchesAction_is_true_if_an_action_in_force_matches(string pattern, bool expected = true) =>
        Assert.Equal(expected, ActionNames.MatchesAction(pattern));

    [Theory]
    [InlineData("billing-conductor:*", "billingconductor:*")]
    [InlineData("Billing Conductor:ListBillingGroups", "billingconductor:ListBillingGroups")]
    [InlineData("billing-conductor:List*", "billingconductor:List*")]
    [InlineData("bilingconducter:createbillinggroup", "billingconductor:CreateBillingGroup")]
    [InlineData("billingconductor:ListBillingGroup", "billingconductor:ListBillingGroups")]
    [InlineData("billingconductor:listbilinggroup", "billingconductor:ListBillingGroups")]
    [InlineData("billingconductor:UpdatePricingRules", "billingconductor:UpdatePricingRule")]
    [InlineData("billingconductor:GetPricingPlan", null)]
    [InlineData("billingconductor:Describe*", null)]
    [InlineData("billing:ListBillingGroups", null)]
    [InlineData("budget:ViewBudget", "budgets:ViewBudget")]
    [InlineData("budgets:ViewBudgets", "budgets:ViewBudget")]
    [InlineData("cur:GetCostAndUsage", "ce:GetCostAndUsage")]
    [InlineData("aws-portal:ViewBilling", null)]
    [InlineData("aws-billing-conductor:*", null)]
    [InlineData("nonsense", null)]
    [InlineData(":", null)]
    [InlineData("", null)]
    public void NearestTo_is_what_was_probably_meant(string pattern, string? expected) =>
        Assert.Equal(expected, ActionNames.NearestTo(pattern));

    [Theory]
    [InlineData("billingconductor", true)]
    [InlineData("Billing Conductor", true)]
    [InlineData("billing-conductor", true)]
    [InlineData("billngcondutor", true)]
    [InlineData("billgcondutor", false)]
    [InlineData("billing", false)]
    [InlineData("conductor", false)]
    public void ResemblesBillingConductor_allows_two_edits(string prefix, bool expected) =>
        Assert.Equal(expected, ActionNames.ResemblesBillingConductor(prefix));

    [Fact]
    public void NearestTo_names_only_actions_that_exist()
    {
        foreach (var action in ServiceCatalog.Default.BillingConductorActions)
        {
            for (var cut = 1; cut < action.Name.Length; cut++)
            {
                var nearest = ActionNames.NearestTo($"billingconductor:{action.Name.Remove(cut, 1)}");
                Assert.NotNull(ServiceCatalog.Default.FindAction(Assert.IsType<string>(nearest)));
            }
        }
    }

    [Theory]
    [InlineData("*")]
    [InlineData("*a")]
    [InlineData("?")]
    [InlineData("-")]
    [InlineData("a:")]
    [InlineData("billing-conductor:*x")]
    public void Hostile_lengths_are_answered_at_once(string unit)
    {
        var pattern = string.Concat(Enumerable.Repeat(unit, 100_000 / unit.Length));
        _ = ActionNames.IsKnownPrefix("iam");
        var started = Stopwatch.GetTimestamp();

        _ = ActionNames.MatchesAction(pattern);
        _ = ActionNames.MatchesAction("billingconductor:" + pattern);
        _ = ActionNames.NearestTo(pattern);
        _ = ActionNames.NearestTo("billing-conductor:" + pattern);

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Thousand_patterns_take_seconds_at_most()
    {
        _ = ActionNames.IsKnownPrefix("iam");
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < 1_000; i++)
        {
            _ = ActionNames.MatchesAction($"billing:Get*{i}");
            _ = ActionNames.NearestTo($"billingconductor:ListBillingGroup{i}");
            _ = ActionNames.NearestTo($"billing:GetPaymentMethod{i}");
        }

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
