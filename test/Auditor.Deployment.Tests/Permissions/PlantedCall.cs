using Amazon.S3;
using Amazon.S3.Model;

namespace Auditor.Deployment.Tests.Permissions;

/// <summary>
/// Never called: the code of this assembly refers to an operation that the product must not use, so that a test can see it found.
/// </summary>
internal static class PlantedCall
{
    public const string Action = "s3:DeleteObject";

    public static Task ForgetAsync(IAmazonS3 client) => client.DeleteObjectAsync(new DeleteObjectRequest());
}
