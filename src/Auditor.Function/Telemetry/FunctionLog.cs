using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Auditor.Function.Telemetry;

/// <summary>
/// The function's log: one JSON object a line, with <c>level</c> and <c>timestamp</c> as CloudWatch Logs reads them. Neither credentials nor the
/// text of policies ever enter it. Safe from any thread.
/// </summary>
/// <remarks>
/// It writes to standard output itself, because the runtime client reformats what goes through the console, and metrics must arrive as they are.
/// Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html"/>.
/// </remarks>
/// <param name="output">Standard output.</param>
/// <param name="clock">Tells the lines' time.</param>
internal sealed class FunctionLog(Stream output, TimeProvider clock)
{
    private readonly Lock gate = new();
    private Correlation correlation = new(null, null, null);

    /// <summary>What the lines that follow belong to; one invocation at a time.</summary>
    public void Begin(string requestId, string? traceId, string? runId) => correlation = new Correlation(requestId, traceId, runId);

    /// <summary>The run has a name by now.</summary>
    public void BeginRun(string runId) => correlation = correlation with { RunId = runId };

    /// <summary>Writes what happened, with its figures.</summary>
    public void Info(string message, params ReadOnlySpan<(string Name, object? Value)> members) => Write("INFO", message, members);

    /// <summary>Writes what somebody should look at.</summary>
    public void Warning(string message, params ReadOnlySpan<(string Name, object? Value)> members) => Write("WARN", message, members);

    /// <summary>Writes why an invocation failed.</summary>
    public void Error(Exception error) => Write("ERROR", error.Message, [("errorType", error.GetType().Name), ("stackTrace", error.StackTrace)]);

    /// <summary>Writes one line that is a whole JSON object of its own.</summary>
    public void WriteLine(Action<Utf8JsonWriter> writeMembers)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        line.Write("\n"u8);
        lock (gate)
        {
            output.Write(line.WrittenSpan);
            output.Flush();
        }
    }

    /// <summary>The names that tie a line to the invocation and the run.</summary>
    public void WriteCorrelation(Utf8JsonWriter writer)
    {
        WriteIfAny(writer, "requestId", correlation.RequestId);
        WriteIfAny(writer, "traceId", correlation.TraceId);
        WriteIfAny(writer, "runId", correlation.RunId);
    }

    private void Write(string level, string message, ReadOnlySpan<(string Name, object? Value)> members)
    {
        var copied = members.ToArray();
        WriteLine(writer =>
        {
            writer.WriteString("timestamp", clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("level", level);
            writer.WriteString("message", message);
            WriteCorrelation(writer);
            foreach (var (name, value) in copied)
                WriteMember(writer, name, value);
        });
    }

    private static void WriteMember(Utf8JsonWriter writer, string name, object? value)
    {
        if (value is int number)
            writer.WriteNumber(name, number);
        else if (value is double real)
            writer.WriteNumber(name, Math.Round(real, 3));
        else
            writer.WriteString(name, value?.ToString());
    }

    private static void WriteIfAny(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private sealed record Correlation(string? RequestId, string? TraceId, string? RunId);
}
