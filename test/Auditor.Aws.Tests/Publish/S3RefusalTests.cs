using Amazon.S3;
using Auditor.Aws.Publish;
using Auditor.Pipeline;
using Auditor.Testing;

namespace Auditor.Aws.Tests.Publish;

/// <summary>What S3 answers and moto never does.</summary>
public sealed class S3RefusalTests : IDisposable
{
    private readonly FakeAws aws = new();
    private readonly AmazonS3Client client;
    private readonly S3Store store;

    public S3RefusalTests()
    {
        client = MotoClients.S3(aws.Url);
        store = new S3Store(client, "reports", "");
    }

    public void Dispose()
    {
        client.Dispose();
        aws.Dispose();
    }

    [Theory]
    [InlineData(412, "PreconditionFailed")]
    [InlineData(409, "ConditionalRequestConflict")]
    public async Task A_race_is_lost_and_no_error(int status, string code)
    {
        aws.Always("PUT /reports/a", Error(status, code, "At least one of the pre-conditions you specified did not hold"));
        Assert.False(await store.TryCreateAsync("a", "x"u8.ToArray(), default));
        Assert.False(await store.TryReplaceAsync("a", "x"u8.ToArray(), "\"0123\"", default));
        Assert.Equal(["*", ""], aws.Requests.Select(request => Header(request, "If-None-Match")));
        Assert.Equal(["", "\"0123\""], aws.Requests.Select(request => Header(request, "If-Match")));
    }

    [Theory]
    [InlineData("Access Denied", "give `s3:PutObject` on `reports/a`")]
    [InlineData(
        "User: arn:aws:iam::111122223333:user/x is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::reports/a\" because",
        "give `s3:PutObject` on `reports/a`")]
    [InlineData(
        "User: arn:aws:iam::111122223333:user/x is not authorized to perform: kms:GenerateDataKey on resource: "
            + "arn:aws:kms:us-east-1:111122223333:key/1 because",
        "give `kms:GenerateDataKey` on")]
    public async Task A_refused_write_names_the_missing_permission(string message, string told)
    {
        aws.Always("PUT /reports/a", Error(403, "AccessDenied", message));
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => store.TryCreateAsync("a", "x"u8.ToArray(), default));
        Assert.StartsWith(
            "`s3://reports/a` cannot be written: AWS refused it with `AccessDenied`: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Access Denied", "give `s3:GetObject` on `reports/a`")]
    [InlineData(
        "User: x is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::reports\" because", "give `s3:ListBucket` on")]
    public async Task A_refused_read_is_never_taken_for_an_absent_document(string message, string told)
    {
        aws.Always("GET /reports/a", Error(403, "AccessDenied", message));
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => store.ReadAsync("a", default));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_in_another_region_is_told()
    {
        aws.Always(
            "PUT /reports/a",
            Error(301, "PermanentRedirect", "The bucket you are attempting to access must be addressed using the specified endpoint."));
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => store.TryCreateAsync("a", "x"u8.ToArray(), default));
        Assert.Contains("AWS_REGION", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "ExpiredToken", "The provided token has expired.", "the AWS credentials have expired: renew them")]
    [InlineData(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", "AWS does not know the credentials")]
    [InlineData(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.", "set the clock")]
    public async Task Credentials_and_clocks_are_no_matter_of_permissions(int status, string code, string message, string told)
    {
        aws.Always("GET /reports/a", Error(status, code, message));
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => store.ReadAsync("a", default));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("give `s3:GetObject`", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_without_a_version_could_be_overwritten_unread()
    {
        aws.Always("GET /reports/a", FakeAnswer.Raw(200, "application/json", "{}"));
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => store.ReadAsync("a", default));
        Assert.Contains("no ETag", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_is_told()
    {
        aws.Always("PUT /reports/a", FakeAnswer.CutBefore());
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => store.TryCreateAsync("a", "x"u8.ToArray(), default));
        Assert.StartsWith("`s3://reports/a` cannot be written: ", error.Message, StringComparison.Ordinal);
    }

    private static FakeAnswer Error(int status, string code, string message) => FakeAnswer.Raw(
        status,
        "application/xml",
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{message}</Message><RequestId>1</RequestId>"
            + "<HostId>1</HostId></Error>");

    private static string Header(FakeRequest request, string name) => request.Headers.TryGetValue(name, out var value) ? value : "";
}
