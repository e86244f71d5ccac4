using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Auditor.Pipeline;
using Auditor.Pipeline.Publish;

namespace Auditor.Aws.Publish;

/// <summary>Keeps documents as objects of a bucket, with S3's conditional writes. How they are encrypted is the bucket's own setting.</summary>
/// <remarks>
/// Source: Amazon S3 User Guide, conditional writes, <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html"/>:
/// 412 when the condition does not hold, 409 when somebody else is writing at this moment, 404 for <c>If-Match</c> on a key that is not there.
/// </remarks>
/// <param name="client">The client; this store does not dispose it.</param>
/// <param name="bucket">The bucket's name.</param>
/// <param name="prefix">What all keys begin with, without a slash at either end; may be empty.</param>
internal sealed class S3Store(IAmazonS3 client, string bucket, string prefix) : IReportStore
{
    /// <inheritdoc/>
    public string UriOf(string key) => $"s3://{bucket}/{KeyOf(key)}";

    /// <inheritdoc/>
    public async Task<StoredDocument?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = KeyOf(key) }, cancellationToken).ConfigureAwait(false);
            using var content = new MemoryStream();
            await response.ResponseStream.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
            // Without its version it would be replaced whatever it has become.
            return response.ETag is { Length: > 0 } version
                ? new StoredDocument(content.ToArray(), version)
                : throw new RunCannotGoOnException($"`{UriOf(key)}` cannot be read: the answer has no ETag; is AWS_ENDPOINT_URL, or a proxy, in between?");
        }
        catch (AmazonS3Exception error) when (error.ErrorCode == "NoSuchKey")
        {
            return null;
        }
        catch (Exception error) when (PublishFailure.IsFailure(error, cancellationToken))
        {
            // Without s3:ListBucket S3 does not say that a key is absent: it refuses. A refusal is never taken for "there is none".
            throw PublishFailure.Of(error, "s3:GetObject", ArnOf(key), $"`{UriOf(key)}` cannot be read");
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryCreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        PutAsync(key, content, request => request.IfNoneMatch = "*", cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryReplaceAsync(string key, ReadOnlyMemory<byte> content, string version, CancellationToken cancellationToken) =>
        PutAsync(key, content, request => request.IfMatch = version, cancellationToken);

    private async Task<bool> PutAsync(string key, ReadOnlyMemory<byte> content, Action<PutObjectRequest> condition, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(content.ToArray(), writable: false);
        var request = new PutObjectRequest { BucketName = bucket, Key = KeyOf(key), InputStream = body, ContentType = key.EndsWith(".gz", StringComparison.Ordinal) ? "application/gzip" : "application/json" };
        condition(request);
        try
        {
            await client.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception error) when (IsLost(error, isReplacing: request.IfMatch is not null))
        {
            return false;
        }
        catch (Exception error) when (PublishFailure.IsFailure(error, cancellationToken))
        {
            throw PublishFailure.Of(error, "s3:PutObject", ArnOf(key), $"`{UriOf(key)}` cannot be written");
        }
    }

    /// <summary>Somebody else was faster. A bucket that does not exist is 404 too, but nobody's victory.</summary>
    private static bool IsLost(AmazonServiceException error, bool isReplacing) =>
        error.StatusCode is HttpStatusCode.PreconditionFailed
        || error.ErrorCode == "ConditionalRequestConflict"
        || (isReplacing && error.ErrorCode == "NoSuchKey");

    private string KeyOf(string key) => prefix.Length == 0 ? key : prefix + "/" + key;

    /// <summary>Of the partition only the resource is told: buckets have no partition in their names.</summary>
    private string ArnOf(string key) => $"{bucket}/{KeyOf(key)}";
}
