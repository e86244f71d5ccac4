using System.Globalization;
using System.Text;
using Amazon.S3;
using Auditor.Aws.Publish;
using Auditor.Pipeline;
using Auditor.Pipeline.Publish;

namespace Auditor.Aws.Tests.Publish;

public sealed class S3StoreTests(MotoServer moto) : IDisposable
{
    private readonly AmazonS3Client client = MotoClients.S3(moto.Endpoint, retries: 8);

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_document_is_created_once_and_read_back()
    {
        var store = await StoreAsync("created");
        Assert.Null(await store.ReadAsync("runs/1/report.json", default));
        Assert.True(await store.TryCreateAsync("runs/1/report.json", "one"u8.ToArray(), default));
        Assert.False(await store.TryCreateAsync("runs/1/report.json", "two"u8.ToArray(), default));
        Assert.Equal("one", Text(await store.ReadAsync("runs/1/report.json", default)));
        Assert.Equal("s3://created/team/audit/runs/1/report.json", store.UriOf("runs/1/report.json"));
        using var there = await client.GetObjectAsync("created", "team/audit/runs/1/report.json");
        Assert.Equal("application/json", there.Headers.ContentType);
    }

    [Fact]
    public async Task Only_the_version_that_was_read_is_replaced()
    {
        var store = await StoreAsync("replaced");
        await store.TryCreateAsync("state.json", "one"u8.ToArray(), default);
        var first = (await store.ReadAsync("state.json", default))!;
        Assert.True(await store.TryReplaceAsync("state.json", "two"u8.ToArray(), first.Version, default));
        Assert.False(await store.TryReplaceAsync("state.json", "three"u8.ToArray(), first.Version, default));
        Assert.Equal("two", Text(await store.ReadAsync("state.json", default)));
    }

    [Fact]
    public async Task What_is_gone_is_not_replaced()
    {
        var store = await StoreAsync("gone");
        await store.TryCreateAsync("state.json", "one"u8.ToArray(), default);
        var first = (await store.ReadAsync("state.json", default))!;
        await client.DeleteObjectAsync("gone", "team/audit/state.json");
        Assert.False(await store.TryReplaceAsync("state.json", "two"u8.ToArray(), first.Version, default));
    }

    [Fact]
    public async Task No_change_is_lost_when_many_write_at_once()
    {
        var store = await StoreAsync("many");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 3; i++)
                await ConditionalUpdate.RunAsync(store, "count", Increment, TimeProvider.System, default);
        })));
        Assert.Equal("9", Text(await store.ReadAsync("count", default)));
    }

    [Fact]
    public async Task Without_a_prefix_keys_stand_at_the_top()
    {
        await StoreAsync("top");
        var store = new S3Store(client, "top", "");
        await store.TryCreateAsync("runs/1/report.json", "one"u8.ToArray(), default);
        Assert.Equal("s3://top/runs/1/report.json", store.UriOf("runs/1/report.json"));
        (await client.GetObjectAsync("top", "runs/1/report.json")).Dispose();
    }

    [Fact]
    public async Task A_bucket_that_does_not_exist_is_told_and_no_lost_race()
    {
        var store = new S3Store(client, "nobody-has-this", "");
        foreach (var call in (Func<Task>[])[
            () => store.ReadAsync("a", default),
            () => store.TryCreateAsync("a", "x"u8.ToArray(), default),
            () => store.TryReplaceAsync("a", "x"u8.ToArray(), "\"0123\"", default)])
        {
            var error = await Assert.ThrowsAsync<RunCannotGoOnException>(call);
            Assert.Contains("s3://nobody-has-this/a", error.Message, StringComparison.Ordinal);
            Assert.EndsWith("there is no such bucket", error.Message, StringComparison.Ordinal);
        }
    }

    private async Task<S3Store> StoreAsync(string bucket)
    {
        await client.PutBucketAsync(bucket);
        return new S3Store(client, bucket, "team/audit");
    }

    private static byte[] Increment(ReadOnlyMemory<byte>? present)
    {
        var count = present is { } bytes ? int.Parse(bytes.Span, CultureInfo.InvariantCulture) : 0;
        return Encoding.UTF8.GetBytes((count + 1).ToString(CultureInfo.InvariantCulture));
    }

    private static string? Text(StoredDocument? document) => document is null ? null : Encoding.UTF8.GetString(document.Content.Span);
}
