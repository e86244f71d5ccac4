using Amazon.Runtime;
using Amazon.Util.Internal;
using StandIn;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;
using ServiceOperationEndpointParameters = Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters;

namespace Amazon.IdentityManagement;

public class AmazonIdentityManagementServiceConfig : ClientConfig
{
    private static readonly ServiceEndpoint Endpoints = new("iam",
        ("aws", "iam.amazonaws.com", "us-east-1"), ("aws-cn", null, "cn-north-1"),
        ("aws-us-gov", "iam.us-gov.amazonaws.com", "us-gov-west-1"),
        ("aws-iso", null, "us-iso-east-1"), ("aws-iso-b", null, "us-isob-east-1"), ("aws-iso-e", null, "eu-isoe-west-1"),
        ("aws-iso-f", null, "us-isof-south-1"), ("aws-eusc", null, "eusc-de-east-1"));

    public AmazonIdentityManagementServiceConfig()
        : base(StandInClient.Defaults())
    {
        base.ServiceId = "IAM";
        AuthenticationServiceName = "iam";
        EndpointProvider = Endpoints;
        RegionEndpoint = FallbackRegionFactory.GetRegionEndpoint(false) ?? RegionEndpoint.USEast1;
    }

    public static new string ServiceId => "IAM";

    public override string RegionEndpointServiceName => "iam";

    public override string ServiceVersion => "2010-05-08";

    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString(ServiceId, "0.0.0.0");

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointResolver.Parameters(this, parameters.AlternateEndpoint));
}
