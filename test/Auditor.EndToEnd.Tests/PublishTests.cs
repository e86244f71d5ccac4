using System.Text.Json.Nodes;
using Auditor.Aws.Tests;
using Auditor.Aws.Tests.Publish;

namespace Auditor.EndToEnd.Tests;

/// <summary>The command as a user runs it, against a local AWS that only <c>AWS_ENDPOINT_URL</c> tells it of.</summary>
public sealed class PublishTests(MotoServer moto)
{
    [Fact]
    public async Task A_published_audit_arrives_in_a_queue_and_its_report_is_in_the_bucket()
    {
        var subscription = await Subscription.CreateAsync(moto, "audit", """{"severity":["high"]}""");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0");
        (await http.PutAsync($"{moto.Endpoint}/reports", null)).EnsureSuccessStatusCode();
        string[] arguments = ["--store", "s3://reports/team/audit", "--publish", subscription.TopicArn];

        var run = await AuditAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        var message = Assert.Single(await subscription.ReceiveAsync());
        var digest = JsonNode.Parse(message["Message"]!.GetValue<string>())!;
        var uri = digest["reportUri"]!.GetValue<string>();
        Assert.Equal($"stored {uri}, published to {subscription.TopicArn} as message {message["MessageId"]}", run.Error.Trim());
        Assert.StartsWith("s3://reports/team/audit/runs/", uri, StringComparison.Ordinal);
        Assert.Equal(run.Output, await http.GetStringAsync(uri.Replace("s3://", moto.Endpoint + "/", StringComparison.Ordinal)));
        Assert.Equal(JsonNode.Parse(run.Output)!["findings"]!.AsArray().Count, digest["findings"]!.AsArray().Count);

        var again = await AuditAsync(arguments);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("was published to", again.Error, StringComparison.Ordinal);
        Assert.Empty(await subscription.ReceiveAsync());
    }

    [Fact]
    public async Task A_bucket_that_does_not_exist_is_1_and_says_so()
    {
        var run = await AuditAsync("--store", "s3://nobody-has-this");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("auditor: `s3://nobody-has-this/runs/", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("there is no such bucket", run.Error.Trim(), StringComparison.Ordinal);
    }

    private Task<ProcessResult> AuditAsync(params string[] arguments) => AuditorProcess.RunWithAsync(
        new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = moto.Endpoint,
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        },
        [
            "audit", "samples/acme", "--config", "samples/acme/auditor.json", "--as-of", "2026-11-24T08:00:00Z", "--format", "json",
            .. arguments,
        ]);
}
