using Amazon.Runtime;
using Amazon.Util.Internal;
using StandIn;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;
using ServiceOperationEndpointParameters = Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters;

namespace Amazon.Lambda;

public class AmazonLambdaConfig : ClientConfig
{
    private static readonly ServiceEndpoint Endpoints = new("lambda");

    public AmazonLambdaConfig()
        : base(StandInClient.Defaults())
    {
        base.ServiceId = "Lambda";
        AuthenticationServiceName = "lambda";
        EndpointProvider = Endpoints;
    }

    public static new string ServiceId => "Lambda";

    public override string RegionEndpointServiceName => "lambda";

    public override string ServiceVersion => "2015-03-31";

    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString(ServiceId, "0.0.0.0");

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointResolver.Parameters(this, parameters.AlternateEndpoint));
}
