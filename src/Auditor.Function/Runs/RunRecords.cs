using System.Globalization;
using System.Text.Json;
using Auditor.Function.Answers;
using Auditor.Function.Events;
using Auditor.Pipeline;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Function.Runs;

/// <summary>Keeps what runs were asked to do, in <c>runs/&lt;run&gt;/run.json</c>.</summary>
internal sealed class RunRecords(IReportStore store, TimeProvider clock)
{
    /// <summary>Begins a run, or finds the one of this name that was begun before.</summary>
    /// <exception cref="InvalidRequestException">The name belongs to a run that was asked for something else.</exception>
    public async Task<RunRecord> BeginAsync(string runId, AuditRequest request)
    {
        var now = clock.GetUtcNow();
        var run = new RunRecord(runId, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)), request);
        var key = KeyOf(runId);
        if (await store.TryCreateAsync(key, Write(run), CancellationToken.None).ConfigureAwait(false))
            return run;
        var earlier = await FindAsync(runId).ConfigureAwait(false);
        var isSame = RequestJson(earlier.Request).AsSpan().SequenceEqual(RequestJson(request));
        return isSame ? earlier : throw new InvalidRequestException($"`audit.runId`: the run `{runId}` was asked for something else: choose another name");
    }

    /// <summary>The run of a name.</summary>
    /// <exception cref="RunCannotGoOnException">There is none, or its record cannot be read.</exception>
    public async Task<RunRecord> FindAsync(string runId)
    {
        var key = KeyOf(runId);
        var document = await store.ReadAsync(key, CancellationToken.None).ConfigureAwait(false)
            ?? throw new RunCannotGoOnException($"there is no run `{runId}`: `{store.UriOf(key)}` does not exist");
        try
        {
            using var json = JsonDocument.Parse(document.Content);
            var members = new RequestMembers(json.RootElement, key);
            return new RunRecord(
                runId,
                members.Moment("startedAt") ?? throw members.Expected("startedAt", "a moment"),
                AuditRequestReader.Read(new RequestMembers(json.RootElement.GetProperty("request"), key)) with { ScheduledFor = members.Moment("scheduledFor") });
        }
        catch (Exception error) when (error is JsonException or InvalidRequestException or KeyNotFoundException)
        {
            throw new RunCannotGoOnException($"`{store.UriOf(key)}` should say what the run was asked to do, and cannot be read: {error.Message}", error);
        }
    }

    private static string KeyOf(string runId) => $"runs/{runId}/run.json";

    private static byte[] Write(RunRecord run) => AnswerJson.Write(writer =>
    {
        writer.WriteString("startedAt", Moment(run.StartedAt));
        writer.WriteString("scheduledFor", run.Request.ScheduledFor is { } due ? Moment(due) : null);
        writer.WritePropertyName("request");
        writer.WriteRawValue(RequestJson(run.Request));
    });

    /// <summary>The request without the run's name, in the form of the event.</summary>
    private static byte[] RequestJson(AuditRequest request) => AnswerJson.Write(writer =>
    {
        WriteTexts(writer, "accounts", request.Accounts);
        WriteTexts(writer, "principals", request.Principals.Select(pattern => pattern.Text));
        WriteTexts(writer, "actions", request.Actions);
        writer.WriteBoolean("publish", request.IsPublished);
        writer.WriteString("simulator", request.Simulator?.Word());
    });

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    internal static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
