using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

public class LookupEventsRequest : AmazonCloudTrailRequest
{
    public List<LookupAttribute>? LookupAttributes { get; set; }

    public DateTime? StartTime { get; set; }

    public DateTime? EndTime { get; set; }

    public EventCategory? EventCategory { get; set; }

    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}

public class LookupEventsResponse : AmazonWebServiceResponse
{
    public List<Event>? Events { get; set; }

    public string? NextToken { get; set; }
}
