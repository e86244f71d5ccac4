using Amazon.Runtime;
using Auditor.Testing;

namespace Auditor.Sdk.Tests;

/// <summary>Configurations whose only difference from the product's is the address.</summary>
internal static class Clients
{
    public static BasicAWSCredentials Credentials { get; } = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    public static TConfig At<TConfig>(this FakeAws aws, string region = "eu-west-1", int retries = 0)
        where TConfig : ClientConfig, new()
    {
        return new TConfig
        {
            ServiceURL = aws.Url,
            AuthenticationRegion = region,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = retries,
        };
    }
}
