using Amazon.Runtime;
using Amazon.Util.Internal;
using StandIn;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;
using ServiceOperationEndpointParameters = Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters;

namespace Amazon.CloudTrail;

public class AmazonCloudTrailConfig : ClientConfig
{
    private static readonly ServiceEndpoint Endpoints = new("cloudtrail");

    public AmazonCloudTrailConfig()
        : base(StandInClient.Defaults())
    {
        base.ServiceId = "CloudTrail";
        AuthenticationServiceName = "cloudtrail";
        EndpointProvider = Endpoints;
    }

    public static new string ServiceId => "CloudTrail";

    public override string RegionEndpointServiceName => "cloudtrail";

    public override string ServiceVersion => "2013-11-01";

    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString(ServiceId, "0.0.0.0");

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointResolver.Parameters(this, parameters.AlternateEndpoint));
}
