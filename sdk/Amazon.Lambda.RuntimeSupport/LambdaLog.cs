using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The function's log on standard output, as AWS_LAMBDA_LOG_FORMAT and AWS_LAMBDA_LOG_LEVEL say. Source: Lambda Developer Guide,
/// "Configuring advanced logging controls for Lambda functions".
/// </summary>
internal sealed class LambdaLog(
    TextWriter output, bool json, LogLevel minimum, TimeProvider time, string requestId, string? traceId) : ILambdaLogger
{
    public static LambdaLog FromEnvironment(TextWriter output, TimeProvider time) => new(
        output,
        string.Equals(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT"), "JSON", StringComparison.OrdinalIgnoreCase),
        Level(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL")) ?? LogLevel.Information,
        time,
        "",
        null);

    public LambdaLog For(string request, string? trace) => new(output, json, minimum, time, request, trace);

    public void Log(string message) => LogLine(message);

    public void LogLine(string message) => Write(LogLevel.Information, message, null);

    public void Log(string level, string message) => Write(Level(level) ?? LogLevel.Information, message, null);

    public void Log(LogLevel level, Exception error) => Write(level, json ? error.Message : error.ToString(), error);

    private static LogLevel? Level(string? name) => name?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" or "INFORMATION" => LogLevel.Information,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        _ => null,
    };

    private void Write(LogLevel level, string message, Exception? error)
    {
        if (level < minimum)
            return;
        var now = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        output.WriteLine(json ? Json(now, level, message, error) : $"{now}\t{requestId}\t{Label(level)}\t{message}");
        output.Flush();
    }

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    private string Json(string now, LogLevel level, string message, Exception? error)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", now);
            writer.WriteString("level", level.ToString());
            writer.WriteString("requestId", requestId);
            if (traceId is not null)
                writer.WriteString("traceId", traceId);
            writer.WriteString("message", message);
            if (error is not null)
            {
                writer.WriteString("errorType", error.GetType().FullName);
                writer.WriteString("errorMessage", error.Message);
                writer.WriteString("stackTrace", error.StackTrace);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
