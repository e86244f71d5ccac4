using Amazon;
using Auditor.Aws.Access;
using Auditor.Pipeline.Publish;

namespace Auditor.Aws.Publish;

/// <summary>Opens what a user named: stores and topics, with the credentials and the Region that the SDK finds in the environment.</summary>
public static class PublishTargets
{
    /// <summary>The store at a location.</summary>
    public static IReportStore Open(StoreLocation location, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(location);
        return location.Bucket is { } bucket
            ? new S3Store(new AwsClients(credentials: null, AwsClients.DefaultRegion, endpoint: null).S3(), bucket, location.Path)
            : new FolderStore(location.Path, time);
    }

    /// <summary>The publisher to a topic, in the topic's own Region.</summary>
    public static IDigestPublisher Open(TopicArn topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        var clients = new AwsClients(credentials: null, RegionEndpoint.GetBySystemName(topic.Region), endpoint: null);
        return new SnsPublisher(clients.Notifications(), topic.Text);
    }
}
