using System.Text.Json;

namespace Auditor.Function.Tests.Native;

/// <summary>What the function writes.</summary>
public sealed class LogTests(NativeFunction native)
{
    private static readonly string[] Events =
    [
        """{"audit":{}}""",
        """{"schedule":{"time":"2026-11-25T06:00:00Z"}}""",
        """{"heartbeat":{}}""",
        """{"simulate":{"PolicyInputList":["{\"Statement\":[{\"Sid\":\"only-in-a-policy-document\"}]}"],"ActionNames":["s3:GetObject"]}}""",
        """{"audit":{"only-in-a-policy-document":1}""",
        """{"unknown":{"token":"token-of-the-function"}}""",
        """{"continue":{"runId":"never-begun","part":2}}""",
    ];

    [Fact]
    public async Task Every_line_is_one_json_object_and_standard_error_is_empty()
    {
        using var function = await RunAllAsync();
        Assert.NotEmpty(function.Lambda.Output);
        Assert.All(function.Lambda.Output, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        Assert.Empty(function.Lambda.Errors);
    }

    [Fact]
    public async Task Neither_credentials_nor_policies_are_in_the_log_or_in_an_error()
    {
        using var function = await RunAllAsync();
        string[] secrets =
        [
            FunctionOnLambda.Secret, FunctionOnLambda.Token, FunctionOnLambda.ExternalId,
            SmallOrganization.SessionSecret, SmallOrganization.SessionToken, SmallOrganization.PolicyMarker,
        ];
        string[] written =
        [
            .. function.Lambda.Output, .. function.Lambda.Errors,
            .. function.Lambda.Results.Where(result => result.Error is not null).Select(result => result.Error!.Body),
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(written, line => line.Contains(secret, StringComparison.Ordinal)));
        // They were there to be written: AWS was called with them.
        Assert.Contains(function.Aws.Requests, request => request.SessionToken == SmallOrganization.SessionToken);
        Assert.Contains(function.Aws.Calls("AssumeRole"), request => request.Parameters["ExternalId"] == FunctionOnLambda.ExternalId);
    }

    [Fact]
    public async Task A_run_leaves_metrics_in_the_embedded_format_with_the_stack_as_their_only_dimension()
    {
        using var function = new FunctionOnLambda(native).Start(("AUDITOR_STACK", "my-stack"), ("AUDITOR_METRICS_NAMESPACE", "Mine"));
        var result = await function.InvokeAsync("""{"schedule":{"time":"2026-11-25T06:00:00Z"}}""");
        var names = new List<string>();
        foreach (var line in result.Log.Select(line => JsonDocument.Parse(line).RootElement))
        {
            if (!line.TryGetProperty("_aws", out var metrics))
                continue;
            var directive = Assert.Single(metrics.GetProperty("CloudWatchMetrics").EnumerateArray());
            Assert.Equal("Mine", directive.GetProperty("Namespace").GetString());
            Assert.Equal("""[["Stack"]]""", directive.GetProperty("Dimensions").GetRawText());
            Assert.Equal("my-stack", line.GetProperty("Stack").GetString());
            names.AddRange(directive.GetProperty("Metrics").EnumerateArray().Select(metric => metric.GetProperty("Name").GetString()!));
        }

        Assert.All(
            (string[])["AuditCompleted", "AccountsRead", "AccountsFailed", "AuditDuration", "ApiCalls"],
            name => Assert.Contains(name, names));
    }

    private async Task<FunctionOnLambda> RunAllAsync()
    {
        var function = new FunctionOnLambda(native).Start();
        foreach (var payload in Events)
            await function.InvokeAsync(payload);
        Assert.Equal(Events.Length, function.Lambda.Results.Count);
        return function;
    }
}
