using Amazon.CloudTrail.Model;
using StandIn;
using static Amazon.CloudTrail.Read;
using static Amazon.CloudTrail.Write;

namespace Amazon.CloudTrail;

/// <summary>The operations: how each request is written and its answer read.</summary>
internal static class Operations
{
    private const string Target = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101";

    private static readonly ServiceModel Service = new("Amazon.CloudTrail", "2013-11-01", Errors.Make);

    public static readonly JsonOperation<LookupEventsRequest, LookupEventsResponse> LookupEvents = new(
        "LookupEvents", Target, Service,
        (request, writer) => writer
            .Add("LookupAttributes", request.LookupAttributes, LookupAttribute)
            .Add("StartTime", request.StartTime)
            .Add("EndTime", request.EndTime)
            .Add("EventCategory", request.EventCategory)
            .Add("MaxResults", request.MaxResults)
            .Add("NextToken", request.NextToken),
        result => new LookupEventsResponse
        {
            Events = result.List("Events", Event),
            NextToken = result.Text("NextToken"),
        });
}
