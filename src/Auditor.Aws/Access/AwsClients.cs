using Amazon;
using Amazon.BillingConductor;
using Amazon.CloudTrail;
using Amazon.IdentityManagement;
using Amazon.Lambda;
using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SimpleNotificationService;

namespace Auditor.Aws.Access;

/// <summary>Makes the SDK's clients, all with the same manners: standard retries, eight of them, never the adaptive mode.</summary>
/// <param name="credentials">The session's credentials; null takes the SDK's own chain (environment, profile, container, instance).</param>
/// <param name="region">The Region of Regional services and of the partition's global ones.</param>
/// <param name="endpoint">An address that stands for all of AWS, or null.</param>
internal sealed class AwsClients(AWSCredentials? credentials, RegionEndpoint region, Uri? endpoint)
{
    private const int MaxRetries = 8;

    /// <summary>Billing Conductor and its events live in one Region only.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/general/latest/gr/billingconductor.html"/>.</remarks>
    private static readonly RegionEndpoint BillingConductorRegion = RegionEndpoint.USEast1;

    public IAmazonSecurityTokenService SecurityToken()
    {
        var config = Configure(new AmazonSecurityTokenServiceConfig(), region);
        return credentials is null ? new AmazonSecurityTokenServiceClient(config) : new AmazonSecurityTokenServiceClient(credentials, config);
    }

    public IAmazonIdentityManagementService IdentityManagement()
    {
        var config = Configure(new AmazonIdentityManagementServiceConfig(), region);
        return credentials is null ? new AmazonIdentityManagementServiceClient(config) : new AmazonIdentityManagementServiceClient(credentials, config);
    }

    public IAmazonOrganizations Organizations()
    {
        var config = Configure(new AmazonOrganizationsConfig(), region);
        return credentials is null ? new AmazonOrganizationsClient(config) : new AmazonOrganizationsClient(credentials, config);
    }

    public IAmazonBillingConductor BillingConductor()
    {
        var config = Configure(new AmazonBillingConductorConfig(), BillingConductorRegion);
        return credentials is null ? new AmazonBillingConductorClient(config) : new AmazonBillingConductorClient(credentials, config);
    }

    public IAmazonCloudTrail CloudTrail()
    {
        var config = Configure(new AmazonCloudTrailConfig(), BillingConductorRegion);
        return credentials is null ? new AmazonCloudTrailClient(config) : new AmazonCloudTrailClient(credentials, config);
    }

    public IAmazonS3 S3()
    {
        var config = Configure(new AmazonS3Config(), region);
        // An address that stands for all of AWS names one host; a bucket in front of it (bucket.host) is a name that nobody resolves.
        config.ForcePathStyle = config.ServiceURL is not null;
        return credentials is null ? new AmazonS3Client(config) : new AmazonS3Client(credentials, config);
    }

    public IAmazonSimpleNotificationService Notifications()
    {
        var config = Configure(new AmazonSimpleNotificationServiceConfig(), region);
        return credentials is null ? new AmazonSimpleNotificationServiceClient(config) : new AmazonSimpleNotificationServiceClient(credentials, config);
    }

    public IAmazonLambda Lambda()
    {
        var config = Configure(new AmazonLambdaConfig(), region);
        return credentials is null ? new AmazonLambdaClient(config) : new AmazonLambdaClient(credentials, config);
    }

    /// <summary>The Region that the environment or the profile names; without one, the first of AWS's.</summary>
    public static RegionEndpoint DefaultRegion => FallbackRegionFactory.GetRegionEndpoint() ?? RegionEndpoint.USEast1;

    private T Configure<T>(T config, RegionEndpoint where)
        where T : ClientConfig
    {
        // An address of one's own takes the place of the Region, which then only signs.
        if (endpoint is null)
            config.RegionEndpoint = where;
        else
            (config.ServiceURL, config.AuthenticationRegion) = (endpoint.ToString(), where.SystemName);
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = MaxRetries;
        return config;
    }
}
