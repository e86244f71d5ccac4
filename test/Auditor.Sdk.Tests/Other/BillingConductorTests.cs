using Amazon.BillingConductor;
using Amazon.BillingConductor.Model;
using Auditor.Testing;

namespace Auditor.Sdk.Tests.Other;

public sealed class BillingConductorTests
{
    [Fact]
    public async Task Billing_groups_are_listed_page_by_page()
    {
        using var aws = new FakeAws().On(
            "POST /list-billing-groups",
            FakeAnswer.Ok("""
                {"BillingGroups":[{"Arn":"arn:aws:billingconductor::111122223333:billinggroup/1","Name":"g","Description":"d",
                "PrimaryAccountId":"444455556666",
                  "ComputationPreference":{"PricingPlanArn":"p"},"Size":2,"CreationTime":1764060000,"LastModifiedTime":1764060001,
                  "Status":"ACTIVE",
                  "AccountGrouping":{"AutoAssociate":true}}],"NextToken":"n2"}
                """),
            FakeAnswer.Ok("""{"BillingGroups":[]}"""));
        using var client = new AmazonBillingConductorClient(Clients.Credentials, aws.At<AmazonBillingConductorConfig>("us-east-1"));
        var groups = new List<BillingGroupListElement>();
        await foreach (
            var page in client.Paginators.ListBillingGroups(
                new ListBillingGroupsRequest { BillingPeriod = "2026-11", MaxResults = 10 }).Responses)
            groups.AddRange(page.BillingGroups!);

        var group = Assert.Single(groups);
        Assert.Equal(("g", "444455556666", 2L, 1764060000L), (group.Name, group.PrimaryAccountId, group.Size, group.CreationTime));
        Assert.Equal(BillingGroupStatus.ACTIVE, group.Status);
        Assert.Equal(("p", true), (group.ComputationPreference!.PricingPlanArn, group.AccountGrouping!.AutoAssociate));
        Assert.Equal("2026-11", aws.Requests[0].Json.GetProperty("BillingPeriod").GetString());
        Assert.Equal("n2", aws.Requests[1].Json.GetProperty("NextToken").GetString());
        Assert.Equal(("billingconductor", "us-east-1"), (aws.Requests[0].Service, aws.Requests[0].Region));
    }

    [Fact]
    public async Task Plans_rules_and_custom_line_items_are_listed()
    {
        using var aws = new FakeAws()
            .On(
                "POST /list-pricing-plans",
                FakeAnswer.Ok("""{"BillingPeriod":"2026-11","PricingPlans":[{"Name":"plan","Arn":"a","Size":1}]}"""))
            .On(
                "POST /list-pricing-rules",
                FakeAnswer.Ok(
                    """
                    {"PricingRules":[{"Name":"rule","Scope":"SERVICE","Type":"MARKUP","ModifierPercentage":12.5,
                    "AssociatedPricingPlanCount":3,"Service":"AmazonEC2","Tiering":{"FreeTier":{"Activated":false}}}]}
                    """))
            .On(
                "POST /list-custom-line-items",
                FakeAnswer.Ok(
                    """
                    {"CustomLineItems":[{"Name":"fee","ChargeDetails":{"Type":"FEE","Flat":{"ChargeValue":10.25}},"CurrencyCode":"USD",
                    "AssociationSize":1}]}
                    """));
        using var client = new AmazonBillingConductorClient(Clients.Credentials, aws.At<AmazonBillingConductorConfig>());
        var plans = await client.ListPricingPlansAsync(new ListPricingPlansRequest());
        var rule = (await client.ListPricingRulesAsync(new ListPricingRulesRequest())).PricingRules![0];
        var item = (await client.ListCustomLineItemsAsync(new ListCustomLineItemsRequest())).CustomLineItems![0];

        Assert.Equal(("2026-11", "plan"), (plans.BillingPeriod, plans.PricingPlans![0].Name));
        Assert.Equal((PricingRuleType.MARKUP, 12.5, 3L), (rule.Type, rule.ModifierPercentage, rule.AssociatedPricingPlanCount));
        Assert.False(rule.Tiering!.FreeTier!.Activated);
        Assert.Equal((10.25, "USD"), (item.ChargeDetails!.Flat!.ChargeValue, item.CurrencyCode!.Value));
    }

    [Fact]
    public async Task Tags_are_asked_for_by_the_arn_in_the_path()
    {
        using var aws = new FakeAws().On("GET /tags/*", FakeAnswer.Ok("""{"Tags":{"team":"finance"}}"""));
        using var client = new AmazonBillingConductorClient(Clients.Credentials, aws.At<AmazonBillingConductorConfig>());
        var answer = await client.ListTagsForResourceAsync(
            new ListTagsForResourceRequest { ResourceArn = "arn:aws:billingconductor::111122223333:billinggroup/1" });
        Assert.Equal("finance", answer.Tags!["team"]);
        Assert.Equal("/tags/arn%3Aaws%3Abillingconductor%3A%3A111122223333%3Abillinggroup%2F1", aws.Requests[0].Path);
        Assert.Empty(aws.Requests[0].Body);
    }

    [Fact]
    public async Task Access_denied_is_its_own_exception()
    {
        using var aws = new FakeAws().On(
            "POST /list-billing-groups",
            FakeAnswer.Error(403, "AccessDeniedException", "no").With("x-amzn-ErrorType", "AccessDeniedException:"));
        using var client = new AmazonBillingConductorClient(Clients.Credentials, aws.At<AmazonBillingConductorConfig>());
        var error = await Assert.ThrowsAsync<AccessDeniedException>(() => client.ListBillingGroupsAsync(new ListBillingGroupsRequest()));
        Assert.Equal("AccessDeniedException", error.ErrorCode);
    }
}
