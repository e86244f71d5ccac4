using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using Auditor.Testing;

namespace Auditor.Sdk.Tests.Other;

public sealed class LookupEventsTests
{
    [Fact]
    public async Task Events_are_looked_up_page_by_page()
    {
        using var aws = new FakeAws().On(
            "LookupEvents",
            FakeAnswer.Ok("""
                {"Events":[{"EventId":"e-1","EventName":"CreateBillingGroup","ReadOnly":"false","AccessKeyId":"ASIA","EventTime":1764060000,
                  "EventSource":"billingconductor.amazonaws.com","Username":"ann","Resources":[{"ResourceType":"t","ResourceName":"n"}],
                  "CloudTrailEvent":"{}"}],
                 "NextToken":"n2"}
                """),
            FakeAnswer.Ok("{}"));
        using var client = new AmazonCloudTrailClient(Clients.Credentials, aws.At<AmazonCloudTrailConfig>("us-east-1"));
        var pages = new List<LookupEventsResponse>();
        await foreach (var page in client.Paginators.LookupEvents(Request()).Responses)
            pages.Add(page);

        Assert.Null(pages[1].Events);
        var found = Assert.Single(pages[0].Events!);
        Assert.Equal(("e-1", "CreateBillingGroup", "false", "ann"), (found.EventId, found.EventName, found.ReadOnly, found.Username));
        Assert.Equal(new DateTime(2025, 11, 25, 8, 40, 0, DateTimeKind.Utc), found.EventTime!.Value.ToUniversalTime());
        Assert.Equal(("n", "{}"), (found.Resources![0].ResourceName, found.CloudTrailEvent));
        Assert.EndsWith(".LookupEvents", aws.Requests[0].Headers["X-Amz-Target"], StringComparison.Ordinal);
        var sent = aws.Requests[0].Json;
        Assert.Equal(1764000000, sent.GetProperty("StartTime").GetDouble());
        Assert.Equal("EventSource", sent.GetProperty("LookupAttributes")[0].GetProperty("AttributeKey").GetString());
        Assert.Equal(50, sent.GetProperty("MaxResults").GetInt32());
        Assert.Equal("n2", aws.Requests[1].Json.GetProperty("NextToken").GetString());
    }

    private static LookupEventsRequest Request() => new()
    {
        LookupAttributes =
        [
            new LookupAttribute { AttributeKey = LookupAttributeKey.EventSource, AttributeValue = "billingconductor.amazonaws.com" },
        ],
        StartTime = new DateTime(2025, 11, 24, 16, 0, 0, DateTimeKind.Utc),
        MaxResults = 50,
    };
}
