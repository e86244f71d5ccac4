using System.Text.Json;

namespace Auditor.Function.Tests.Native;

/// <summary>What events/*.json gets for an answer.</summary>
public sealed class EventFileTests(NativeFunction native)
{
    private static readonly string[] Statuses = ["clean", "findings", "partial", "failed"];

    private static readonly string Folder = Path.Combine(Repository.Root, "events");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_event_file_gets_the_answer_of_its_kind(string file)
    {
        using var function = new FunctionOnLambda(native).Start();
        var payload = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        var request = JsonDocument.Parse(payload).RootElement;
        var result = await function.InvokeAsync(payload);
        switch (KindOf(request))
        {
            case "audit":
                AssertAudited(result.Json, isPublished: false);
                Assert.NotEqual(JsonValueKind.Null, result.Json.GetProperty("report").ValueKind);
                break;
            case "schedule":
                AssertAudited(result.Json, isPublished: true);
                Assert.Single(function.Aws.Calls("Publish"));
                Assert.Contains("runs/schedule-20261125T060000Z/report.json", function.Bucket.Keys);
                break;
            case "simulate":
                AssertSimulated(request.GetProperty("simulate"), result.Json);
                break;
            case "explain":
                Assert.Single(result.Json.GetProperty("explanations").EnumerateArray());
                Assert.Empty(function.Aws.Calls("Publish"));
                break;
            case "AWS API Call via CloudTrail":
                Assert.Equal("published", result.Json.GetProperty("denial").GetProperty("outcome").GetString());
                Assert.Single(function.Aws.Calls("Publish"));
                break;
            case "heartbeat":
                Assert.InRange(result.Json.GetProperty("hoursSinceLastSuccess").GetDouble(), 0, 1);
                Assert.Contains(result.Log, line => line.Contains("HoursSinceLastSuccess", StringComparison.Ordinal));
                break;
            case "testMessage":
                Assert.NotEmpty(result.Json.GetProperty("messageId").GetString()!);
                Assert.Single(function.Aws.Calls("Publish"));
                break;
            case "plan":
                Assert.Equal("planned", result.Json.GetProperty("status").GetString());
                Assert.Contains(result.Json.GetProperty("items").GetString(), function.Bucket.Keys);
                break;
            case "account" or "aggregate" or "continue":
                // Nothing has begun that run, in this bucket.
                Assert.Equal("RunCannotGoOnException", result.Error!.Type);
                Assert.Contains("there is no run", result.Error.Message, StringComparison.Ordinal);
                break;
            default:
                Assert.Fail($"this test has to say what `{KindOf(request)}` is answered with");
                break;
        }
    }

    /// <summary>The only member, or what a rule of EventBridge sends in the scheduler's place.</summary>
    private static string KindOf(JsonElement request) =>
        request.TryGetProperty("detail-type", out var type) ? type.ValueEquals("Scheduled Event") ? "schedule" : type.GetString()! : Assert.Single(request.EnumerateObject()).Name;

    private static void AssertAudited(JsonElement answer, bool isPublished)
    {
        Assert.Contains(answer.GetProperty("status").GetString(), Statuses);
        Assert.Equal(isPublished ? "published" : "storedOnly", answer.GetProperty("publication").GetString());
        Assert.StartsWith($"s3://{FakeBucket.Name}/runs/", answer.GetProperty("reportUri").GetString(), StringComparison.Ordinal);
        Assert.InRange(answer.GetProperty("accountsRead").GetInt32(), 1, 2);
    }

    private static void AssertSimulated(JsonElement request, JsonElement answer)
    {
        JsonElement[] answers = request.ValueKind == JsonValueKind.Array ? [.. answer.EnumerateArray()] : [answer];
        Assert.Equal(request.ValueKind == JsonValueKind.Array ? request.GetArrayLength() : 1, answers.Length);
        Assert.All(answers, one => Assert.NotEmpty(one.GetProperty("EvaluationResults").EnumerateArray()));
    }
}
