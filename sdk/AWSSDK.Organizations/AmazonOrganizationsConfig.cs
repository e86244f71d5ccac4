using Amazon.Runtime;
using Amazon.Util.Internal;
using StandIn;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;
using ServiceOperationEndpointParameters = Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters;

namespace Amazon.Organizations;

public class AmazonOrganizationsConfig : ClientConfig
{
    private static readonly ServiceEndpoint Endpoints = new("organizations",
        ("aws", null, "us-east-1"), ("aws-cn", null, "cn-northwest-1"), ("aws-us-gov", null, "us-gov-west-1"),
        ("aws-iso", null, "us-iso-east-1"), ("aws-iso-b", null, "us-isob-east-1"), ("aws-iso-f", null, "us-isof-south-1"));

    public AmazonOrganizationsConfig()
        : base(StandInClient.Defaults())
    {
        base.ServiceId = "Organizations";
        AuthenticationServiceName = "organizations";
        EndpointProvider = Endpoints;
    }

    public static new string ServiceId => "Organizations";

    public override string RegionEndpointServiceName => "organizations";

    public override string ServiceVersion => "2016-11-28";

    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString(ServiceId, "0.0.0.0");

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointResolver.Parameters(this, parameters.AlternateEndpoint));
}
