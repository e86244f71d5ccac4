using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleNotificationService;
using Auditor.Pipeline.Publish;

namespace Auditor.Aws.Publish;

/// <summary>Opens what a user named: stores and topics, with the credentials and the Region that the SDK finds in the environment.</summary>
public static class PublishTargets
{
    private const int MaxRetries = 8;

    /// <summary>The store at a location.</summary>
    public static IReportStore Open(StoreLocation location, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(location);
        return location.Bucket is { } bucket ? new S3Store(S3(), bucket, location.Path) : new FolderStore(location.Path, time);
    }

    /// <summary>The publisher to a topic, in the topic's own Region.</summary>
    public static IDigestPublisher Open(TopicArn topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        var config = Configure(new AmazonSimpleNotificationServiceConfig(), RegionEndpoint.GetBySystemName(topic.Region));
        return new SnsPublisher(new AmazonSimpleNotificationServiceClient(config), topic.Text);
    }

    private static AmazonS3Client S3()
    {
        var region = FallbackRegionFactory.GetRegionEndpoint() ?? RegionEndpoint.USEast1;
        var config = Configure(new AmazonS3Config(), region);
        // AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_S3 name one host; a bucket in front of it (bucket.host) is a name that nobody resolves.
        config.ForcePathStyle = config.ServiceURL is not null;
        return new AmazonS3Client(config);
    }

    private static T Configure<T>(T config, RegionEndpoint region)
        where T : ClientConfig
    {
        config.RegionEndpoint = region;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = MaxRetries;
        return config;
    }
}
