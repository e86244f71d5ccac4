using Amazon.Runtime;
using Amazon.Util.Internal;
using StandIn;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;
using ServiceOperationEndpointParameters = Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters;

namespace Amazon.BillingConductor;

public class AmazonBillingConductorConfig : ClientConfig
{
    private static readonly ServiceEndpoint Endpoints = new("billingconductor", ("aws", null, "us-east-1"));

    public AmazonBillingConductorConfig()
        : base(StandInClient.Defaults())
    {
        base.ServiceId = "billingconductor";
        AuthenticationServiceName = "billingconductor";
        EndpointProvider = Endpoints;
    }

    public static new string ServiceId => "billingconductor";

    public override string RegionEndpointServiceName => "billingconductor";

    public override string ServiceVersion => "2021-07-30";

    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString(ServiceId, "0.0.0.0");

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointResolver.Parameters(this, parameters.AlternateEndpoint));
}
