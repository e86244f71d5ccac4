using Amazon.Runtime.Internal;

namespace StandIn;

/// <summary>The service's id, which names its environment variables (AWS_ENDPOINT_URL_…) and its place in the user agent.</summary>
internal sealed class ServiceMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId => serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
