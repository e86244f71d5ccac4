using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace StandIn;

/// <summary>What a client of the official SDK sets up the same way for every service.</summary>
internal static class StandInClient
{
    public static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Handler());
    }

    /// <summary>
    /// The timeouts of the configuration modes that AWS's SDKs and Tools Reference Guide lists under "Smart configuration defaults".
    /// </summary>
    public static DefaultConfigurationProvider Defaults() => new(
    [
        Mode(DefaultConfigurationMode.Standard, 3100), Mode(DefaultConfigurationMode.InRegion, 1100),
        Mode(DefaultConfigurationMode.CrossRegion, 3100), Mode(DefaultConfigurationMode.Mobile, 30000),
        Mode(DefaultConfigurationMode.Auto, 1100),
    ]);

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, int milliseconds) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = TimeSpan.FromMilliseconds(milliseconds),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(milliseconds),
        TimeToFirstByteTimeout = null,
        HttpRequestTimeout = null,
    };
}
