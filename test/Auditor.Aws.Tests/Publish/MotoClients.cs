using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleNotificationService;

namespace Auditor.Aws.Tests.Publish;

/// <summary>Clients for a local endpoint.</summary>
internal static class MotoClients
{
    private static readonly BasicAWSCredentials Credentials = new("test", "test");

    public static AmazonS3Client S3(string endpoint) => new(Credentials, Configure(new AmazonS3Config { ForcePathStyle = true }, endpoint));

    public static AmazonSimpleNotificationServiceClient Sns(string endpoint) =>
        new(Credentials, Configure(new AmazonSimpleNotificationServiceConfig(), endpoint));

    private static T Configure<T>(T config, string endpoint)
        where T : ClientConfig
    {
        config.ServiceURL = endpoint;
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        return config;
    }
}
