using Amazon;
using Amazon.BillingConductor;
using Amazon.CloudTrail;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Lambda;
using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SimpleNotificationService;

namespace Auditor.Sdk.Tests;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("eu-west-1", "https://iam.amazonaws.com", "us-east-1")]
    [InlineData("cn-northwest-1", "https://iam.cn-north-1.amazonaws.com.cn", "cn-north-1")]
    [InlineData("us-gov-east-1", "https://iam.us-gov.amazonaws.com", "us-gov-west-1")]
    public void Iam_answers_in_one_place_of_a_partition(string region, string url, string signedFor) =>
        AssertEndpoint(new AmazonIdentityManagementServiceConfig(), region, url, signedFor);

    [Theory]
    [InlineData("eu-west-1", "https://organizations.us-east-1.amazonaws.com", "us-east-1")]
    [InlineData("cn-north-1", "https://organizations.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1")]
    [InlineData("us-gov-east-1", "https://organizations.us-gov-west-1.amazonaws.com", "us-gov-west-1")]
    public void Organizations_answers_in_one_place_of_a_partition(string region, string url, string signedFor) =>
        AssertEndpoint(new AmazonOrganizationsConfig(), region, url, signedFor);

    [Fact]
    public void Billing_conductor_answers_in_us_east_1() =>
        AssertEndpoint(new AmazonBillingConductorConfig(), "eu-west-1", "https://billingconductor.us-east-1.amazonaws.com", "us-east-1");

    [Fact]
    public void The_others_answer_in_the_clients_region()
    {
        AssertEndpoint(new AmazonSimpleNotificationServiceConfig(), "eu-west-1", "https://sns.eu-west-1.amazonaws.com", null);
        AssertEndpoint(new AmazonCloudTrailConfig(), "cn-north-1", "https://cloudtrail.cn-north-1.amazonaws.com.cn", null);
        AssertEndpoint(new AmazonLambdaConfig(), "us-gov-west-1", "https://lambda.us-gov-west-1.amazonaws.com", null);
    }

    private static void AssertEndpoint(ClientConfig config, string region, string url, string? signedFor)
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        var endpoint = config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new GetPolicyRequest()));
        Assert.Equal(url, endpoint.URL.TrimEnd('/'));
        var schemes = endpoint.Attributes?["authSchemes"] as System.Collections.IEnumerable;
        Assert.Equal(signedFor, (schemes?.Cast<PropertyBag>().First())?["signingRegion"]);
    }
}
