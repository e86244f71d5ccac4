using System.Text.Json;
using Auditor.Testing;

namespace Auditor.Aws.Tests.Collect;

/// <summary>What only the payer has: Billing Conductor's resources, who used them, and what its principals used.</summary>
public sealed class PayerTests : IDisposable
{
    private const string Group = "arn:aws:billingconductor::111111111111:billinggroup/abcd1234ef";
    private readonly CollectRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Resources_are_listed_page_by_page_and_what_they_charge_is_not_kept()
    {
        rig.Aws.Always("POST /list-billing-groups", request => FakeAnswer.Ok(request.Text.Contains("NextToken", StringComparison.Ordinal)
            ? """{"BillingGroups":[{"Arn":"arn:aws:billingconductor::111111111111:billinggroup/bbbb1234ef","Name":"Two"}]}"""
            : $$"""
            {"BillingGroups":[{"Arn":"{{Group}}","Name":"One","PrimaryAccountId":"222222222222",
            "ComputationPreference":{"PricingPlanArn":"x"} }],"NextToken":"2"}
            """));
        rig.Aws.Always(
            "POST /list-pricing-rules",
            FakeAnswer.Ok(
                """
                {"PricingRules":[{"Arn":"arn:aws:billingconductor::111111111111:pricingrule/abcd1234ef","Name":"Markup",
                "ModifierPercentage":17.5}]}
                """));
        await rig.Rest().CollectAsync();
        var inventory = rig.Snapshot().ReadAccount(CollectRig.Payer).Account.Inventory!;
        Assert.Equal(2, inventory.Arns["billinggroup"].Length);
        Assert.Equal(["222222222222"], inventory.PrimaryAccountIds);
        Assert.DoesNotContain("17.5", rig.Read("accounts", CollectRig.Payer, "billing-conductor.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_are_asked_for_only_where_a_policy_of_the_payer_asks_for_them()
    {
        rig.Aws.Always("POST /list-billing-groups", FakeAnswer.Ok($$"""{"BillingGroups":[{"Arn":"{{Group}}"}]}"""));
        rig.Aws.Always("GET /tags/*", FakeAnswer.Ok("""{"Tags":{"team":"finance"}}"""));
        rig.Rest();
        await rig.CollectAsync();
        Assert.DoesNotContain(rig.Aws.Requests, request => request.Path.StartsWith("/tags", StringComparison.Ordinal));
        Assert.Null(rig.Snapshot().ReadAccount(CollectRig.Payer).Account.Inventory!.Tags);

        using var asking = new CollectRig();
        const string Condition = "%2C%22Condition%22%3A%7B%22StringEquals%22%3A%7B%22aws%3AResourceTag%2Fteam%22%3A%22finance%22%7D%7D";
        var role = CollectRig.Role(CollectRig.Payer, "analyst").Replace(
            "%22Resource%22%3A%22%2A%22", "%22Resource%22%3A%22%2A%22" + Condition, StringComparison.Ordinal);
        asking.Aws.Always("GetAccountAuthorizationDetails", FakeAnswer.Ok($"<RoleDetailList>{role}</RoleDetailList>"));
        asking.Aws.Always("POST /list-billing-groups", FakeAnswer.Ok($$"""{"BillingGroups":[{"Arn":"{{Group}}"}]}"""));
        asking.Aws.Always("GET /tags/*", FakeAnswer.Ok("""{"Tags":{"team":"finance"}}"""));
        await asking.Rest().CollectAsync(options => options with { Accounts = [CollectRig.Payer] });
        Assert.Equal("finance", asking.Snapshot().ReadAccount(CollectRig.Payer).Account.Inventory!.Tags![Group]["team"]);
    }

    [Fact]
    public async Task What_the_payer_refuses_is_a_gap_and_no_empty_list()
    {
        foreach (var list in (string[])["billing-groups", "pricing-plans", "pricing-rules", "custom-line-items"])
            rig.Aws.Always($"POST /list-{list}", FakeAnswer.Error(403, "AccessDeniedException", "not authorized"));
        rig.Aws.Always("LookupEvents", CollectRig.Denied("cloudtrail:LookupEvents"));
        var result = await rig.Rest().CollectAsync();
        Assert.Equal(3, result.AccountsRead);
        Assert.Equal(
            [
                "billingconductor:ListBillingGroups", "billingconductor:ListCustomLineItems", "billingconductor:ListPricingPlans",
                "billingconductor:ListPricingRules", "cloudtrail:LookupEvents",
            ],
            result.Refused.Select(refusal => refusal.Permission));
        Assert.False(rig.Has("accounts", CollectRig.Payer, "billing-conductor.json"));
        Assert.False(rig.Has("accounts", CollectRig.Payer, "activity.json"));
    }

    [Fact]
    public async Task Events_of_billing_conductor_are_read_from_us_east_1_for_the_span_that_was_asked_for()
    {
        const string record =
            """
            {"eventTime":"2026-11-20T10:00:00Z","eventName":"ListBillingGroups","eventSource":"billingconductor.amazonaws.com",
            "userIdentity":{"type":"AssumedRole","sessionContext":{"sessionIssuer":{"principalId":"AROA1"}}}}
            """;
        rig.Aws.On("LookupEvents", FakeAnswer.Ok("""{"Events":[],"NextToken":"2"}"""), FakeAnswer.Ok(
            $$"""
            {"Events":[{"EventId":"e","EventName":"ListBillingGroups","EventTime":1795000000.5,
            "EventSource":"billingconductor.amazonaws.com","CloudTrailEvent":"{{JsonEncodedText.Encode(record)}}"}]}
            """));
        await rig.Rest().CollectAsync(options => options with { ActivityDays = 30 }, options => options with { Region = "eu-west-1" });
        var first = rig.Aws.Calls("LookupEvents")[0];
        Assert.Equal(("us-east-1", "cloudtrail"), (first.Region, first.Service));
        Assert.Equal(
            "billingconductor.amazonaws.com", first.Json.GetProperty("LookupAttributes")[0].GetProperty("AttributeValue").GetString());
        Assert.Equal(30 * 86400, first.Json.GetProperty("EndTime").GetDouble() - first.Json.GetProperty("StartTime").GetDouble(), 1.0);
        var activity = rig.Snapshot().ReadAccount(CollectRig.Payer).Account.Activity!;
        Assert.Equal("AROA1", Assert.Single(activity.Events).PrincipalId);
        Assert.Equal(30, (activity.To!.Value - activity.From!.Value).TotalDays, 0.001);
    }

    [Fact]
    public async Task Services_last_used_are_asked_for_only_on_request_and_waited_for()
    {
        rig.Aws.Always("GenerateServiceLastAccessedDetails", FakeAnswer.Ok("<JobId>11111111-2222-3333-4444-555555555555</JobId>"));
        rig.Aws.Always("GetServiceLastAccessedDetails", FakeAnswer.Ok(
            """
            <JobStatus>COMPLETED</JobStatus><JobCreationDate>2026-11-24T00:00:00Z</JobCreationDate>
            <JobCompletionDate>2026-11-24T00:00:01Z</JobCompletionDate><IsTruncated>false</IsTruncated>
            <ServicesLastAccessed><member><ServiceName>Billing Conductor</ServiceName>
            <ServiceNamespace>billingconductor</ServiceNamespace><LastAuthenticated>2026-11-01T00:00:00Z</LastAuthenticated></member>
            </ServicesLastAccessed>
            """));
        await rig.Rest().CollectAsync();
        Assert.Empty(rig.Aws.Calls("GenerateServiceLastAccessedDetails"));
        await rig.CollectAsync(options => options with { LastAccessed = true });
        Assert.Equal(
            $"arn:aws:iam::{CollectRig.Payer}:role/analyst",
            Assert.Single(rig.Aws.Calls("GenerateServiceLastAccessedDetails")).Parameters["Arn"]);
        Assert.Equal(
            "billingconductor", Assert.Single(rig.Snapshot().ReadAccount(CollectRig.Payer).Account.LastAccessed!).Value.Single().Service);
    }

    [Theory]
    [InlineData("GenerateServiceLastAccessedDetails")]
    [InlineData("GetServiceLastAccessedDetails")]
    public async Task An_answer_about_services_last_used_that_says_nothing_is_a_gap(string call)
    {
        rig.Aws.Always(call, FakeAnswer.Ok(""));
        rig.Aws.Always("GenerateServiceLastAccessedDetails", FakeAnswer.Ok("<JobId>11111111-2222-3333-4444-555555555555</JobId>"));

        var result = await rig.Rest().CollectAsync(options => options with { LastAccessed = true });

        Assert.Equal("iam:" + call, Assert.Single(result.Refused).Permission);
        Assert.False(rig.Has("accounts", CollectRig.Payer, "last-accessed.json"));
    }

    [Fact]
    public async Task Only_calls_that_read_are_ever_made()
    {
        await rig.Rest().CollectAsync();
        Assert.All(rig.Aws.Requests, request => Assert.Matches("^(Get|List|Describe|Lookup|AssumeRole|POST /list-)", request.Api));
    }
}
