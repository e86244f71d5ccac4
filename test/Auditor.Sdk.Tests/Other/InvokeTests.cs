using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Auditor.Testing;

namespace Auditor.Sdk.Tests.Other;

public sealed class InvokeTests
{
    [Fact]
    public async Task A_function_is_invoked_with_its_payload_and_its_answer_is_read()
    {
        using var aws = new FakeAws().On(
            "POST /2015-03-31/functions/*",
            FakeAnswer.Ok("""{"errorMessage":"no"}""").With("X-Amz-Function-Error", "Unhandled")
                .With("X-Amz-Executed-Version", "7").With("X-Amz-Log-Result", "bGluZQ=="));
        using var client = new AmazonLambdaClient(Clients.Credentials, aws.At<AmazonLambdaConfig>());
        var answer = await client.InvokeAsync(new InvokeRequest
        {
            FunctionName = "auditor",
            Qualifier = "live",
            InvocationType = InvocationType.RequestResponse,
            LogType = LogType.Tail,
            Payload = """{"account":"111122223333"}""",
        });

        Assert.Equal((200, "Unhandled", "7"), (answer.StatusCode, answer.FunctionError, answer.ExecutedVersion));
        Assert.Equal("""{"errorMessage":"no"}""", Encoding.UTF8.GetString(answer.Payload!.ToArray()));
        Assert.Equal(
            ("/2015-03-31/functions/auditor/invocations", "live"), (aws.Requests[0].Path, aws.Requests[0].Parameters["Qualifier"]));
        Assert.Equal("""{"account":"111122223333"}""", aws.Requests[0].Text);
        Assert.Equal("bGluZQ==", answer.LogResult);
        Assert.Equal("RequestResponse", aws.Requests[0].Headers["X-Amz-Invocation-Type"]);
        Assert.Equal("Tail", aws.Requests[0].Headers["X-Amz-Log-Type"]);
        Assert.Equal("lambda", aws.Requests[0].Service);
    }

    [Fact]
    public async Task An_invocation_without_an_answer_has_an_empty_payload()
    {
        using var aws = new FakeAws().On("POST /2015-03-31/functions/*", FakeAnswer.Raw(202, "application/json", ""));
        using var client = new AmazonLambdaClient(Clients.Credentials, aws.At<AmazonLambdaConfig>());
        var answer = await client.InvokeAsync(
            new InvokeRequest { FunctionName = "auditor", InvocationType = InvocationType.Event, Payload = "{}" });
        Assert.Equal((202, 0L), (answer.StatusCode, answer.Payload?.Length ?? 0));
    }
}
