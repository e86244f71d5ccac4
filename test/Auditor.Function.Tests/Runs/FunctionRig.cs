using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Aws.Tests.Collect;
using Auditor.Function.Telemetry;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Simulate.PrincipalPolicy;
using Auditor.Pipeline.Tests.Report;
using Auditor.Testing;

namespace Auditor.Function.Tests.Runs;

/// <summary>
/// The function in the test's own process: a small organization, a folder for the bucket, an outbox for the topic, and no Lambda.
/// </summary>
internal sealed class FunctionRig : IDigestPublisher, IDisposable
{
    private static readonly SchemaFile Schema = new("response.schema.json");
    private readonly DirectoryInfo bucket = Directory.CreateTempSubdirectory("auditor-bucket-");
    private readonly MemoryStream output = new();
    private readonly MovableTime clock = new();
    private int requests;

    public CollectRig Organization { get; } = new();

    public FunctionSettings Settings { get; set; } = new()
    {
        Bucket = "reports",
        Simulator = SimulatorMode.Embedded,
        DeadlineMargin = TimeSpan.FromSeconds(12),
        Parallelism = 1,
    };

    /// <summary>Whether there is a topic.</summary>
    public bool HasTopic { get; set; } = true;

    /// <summary>The messages that were published.</summary>
    public List<NotificationMessage> Messages { get; } = [];

    /// <summary>The events that the function sent to itself.</summary>
    public List<string> Invoked { get; } = [];

    /// <summary>Is called before a message is published.</summary>
    public Action? BeforePublish { get; set; }

    /// <summary>Is called before the function is handed an event of its own.</summary>
    public Action? BeforeInvoke { get; set; }

    public string Destination => "arn:aws:sns:us-east-1:111111111111:audit";

    public FakeAws Aws => Organization.Aws;

    public string Log => Encoding.UTF8.GetString(output.ToArray());

    public FolderStore Store => new(bucket.FullName, TimeProvider.System);

    public void Pass(TimeSpan time) => clock.Ahead += time;

    public Task<string> PublishAsync(NotificationMessage message, CancellationToken cancellationToken)
    {
        BeforePublish?.Invoke();
        Messages.Add(message);
        return Task.FromResult($"message-{Messages.Count}");
    }

    /// <summary>Invokes the function; every answer must be as the schema says.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="time">How long until Lambda ends it; a minute without it.</param>
    /// <param name="requestId">The invocation's id, or null for a new one.</param>
    public async Task<JsonNode> InvokeAsync(string payload, TimeSpan? time = null, string? requestId = null)
    {
        var services = new FunctionServices(
            new FolderStore(bucket.FullName, TimeProvider.System),
            HasTopic ? this : null,
            (_, _) => Organization.OpenAsync(),
            (function, content, _) =>
            {
                BeforeInvoke?.Invoke();
                Invoked.Add($"{function} {Encoding.UTF8.GetString(content.Span)}");
                return Task.CompletedTask;
            });
        var handler = new FunctionHandler(Settings, new FunctionLog(output, clock), clock, services);
        var invocation = new Invocation(
            requestId ?? $"request-{++requests}",
            "arn:aws:lambda:us-east-1:111111111111:function:auditor",
            null,
            clock.GetUtcNow() + (time ?? TimeSpan.FromMinutes(1)));
        using var json = JsonDocument.Parse(payload);
        var answer = (await handler.HandleAsync(json.RootElement, invocation)).GetRawText();
        Assert.True(Schema.IsValid(answer), answer);
        return JsonNode.Parse(answer)!;
    }

    /// <summary>Puts a document into the bucket.</summary>
    public void Put(string key, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(key))!);
        File.WriteAllText(PathOf(key), content);
    }

    /// <summary>Takes a document out of the bucket.</summary>
    public void Delete(string key) => File.Delete(PathOf(key));

    public string Get(string key) => File.ReadAllText(PathOf(key));

    /// <summary>The documents in a folder of the bucket.</summary>
    public IEnumerable<string> Keys(string folder) => Directory.GetFiles(PathOf(folder)).Select(path => $"{folder}/{Path.GetFileName(path)}");

    public bool Has(string key) => File.Exists(PathOf(key));

    /// <summary>What all values of a metric make together.</summary>
    public double Sum(string name) => Log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
        .Where(line => line["_aws"] is not null && line[name] is not null).Sum(line => line[name]!.GetValue<double>());

    /// <summary>The value of a metric, or null if it was not sent; of several the last.</summary>
    public double? Metric(string name) => Log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
        .LastOrDefault(line => line["_aws"] is not null && line[name] is not null)?[name]!.GetValue<double>();

    public void Dispose()
    {
        bucket.Delete(recursive: true);
        Organization.Dispose();
        output.Dispose();
    }

    private string PathOf(string key) => Path.Combine(bucket.FullName, key);

    private sealed class MovableTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
