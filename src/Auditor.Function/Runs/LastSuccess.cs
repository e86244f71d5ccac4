using System.Text.Json;
using Auditor.Function.Answers;
using Auditor.Pipeline;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Runs;

/// <summary>Remembers the last whole audit, in <c>state/last-success.json</c>.</summary>
internal sealed class LastSuccess(IReportStore store, TimeProvider clock)
{
    private const string Key = "state/last-success.json";

    /// <summary>A whole audit has ended now.</summary>
    public Task SetAsync(string runId)
    {
        var content = Write(runId);
        return ConditionalUpdate.RunAsync(store, Key, _ => content, clock, CancellationToken.None);
    }

    /// <summary>The last whole audit; before the first one, the moment at which somebody first asked, so that a new stack has time for it.</summary>
    public async Task<(string? RunId, DateTimeOffset At)> ReadOrBeginAsync()
    {
        if (await ReadAsync().ConfigureAwait(false) is { } last)
            return last;
        var now = clock.GetUtcNow();
        await store.TryCreateAsync(Key, Write(null), CancellationToken.None).ConfigureAwait(false);
        return (null, now);
    }

    /// <summary>The last whole audit; null, or one without a run, if there was none.</summary>
    public async Task<(string? RunId, DateTimeOffset At)?> ReadAsync()
    {
        if (await store.ReadAsync(Key, CancellationToken.None).ConfigureAwait(false) is not { } document)
            return null;

        try
        {
            using var json = JsonDocument.Parse(document.Content);
            return (json.RootElement.GetProperty("runId").GetString(), json.RootElement.GetProperty("at").GetDateTimeOffset());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new RunCannotGoOnException($"`{store.UriOf(Key)}` should say when the last audit ended, and does not: delete it to count from now", error);
        }
    }

    private byte[] Write(string? runId) => AnswerJson.Write(writer =>
    {
        writer.WriteString("runId", runId);
        writer.WriteString("at", RunRecords.Moment(clock.GetUtcNow()));
    });
}
