using Amazon.Runtime;
using StandIn;

namespace Amazon.CloudTrail.Model;

public interface ICloudTrailPaginatorFactory
{
    ILookupEventsPaginator LookupEvents(LookupEventsRequest request);
}

public interface ILookupEventsPaginator
{
    IPaginatedEnumerable<LookupEventsResponse> Responses { get; }
}

internal sealed class CloudTrailPaginatorFactory(IAmazonCloudTrail client) : ICloudTrailPaginatorFactory
{
    public ILookupEventsPaginator LookupEvents(LookupEventsRequest request) => new LookupEventsPaginator(client, request);
}

internal sealed class LookupEventsPaginator(IAmazonCloudTrail client, LookupEventsRequest request)
    : Paginator<LookupEventsRequest, LookupEventsResponse>(
    request, client.LookupEventsAsync, (next, token) => next.NextToken = token, response => response.NextToken), ILookupEventsPaginator;
