using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleNotificationService;

namespace Auditor.Aws.Tests.Publish;

/// <summary>Clients for a local endpoint.</summary>
internal static class MotoClients
{
    private static readonly BasicAWSCredentials Credentials = new("test", "test");

    /// <param name="endpoint">Where it listens.</param>
    /// <param name="retries">As many as the product's clients make where several write at once: a read that meets a write may be answered with 500 by moto.</param>
    public static AmazonS3Client S3(string endpoint, int retries = 0) =>
        new(Credentials, Configure(new AmazonS3Config { ForcePathStyle = true }, endpoint, retries));

    public static AmazonSimpleNotificationServiceClient Sns(string endpoint) =>
        new(Credentials, Configure(new AmazonSimpleNotificationServiceConfig(), endpoint));

    private static T Configure<T>(T config, string endpoint, int retries = 0)
        where T : ClientConfig
    {
        config.ServiceURL = endpoint;
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = retries;
        return config;
    }
}
