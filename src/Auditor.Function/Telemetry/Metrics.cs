namespace Auditor.Function.Telemetry;

/// <summary>Sends metrics as log lines in CloudWatch's embedded metric format, all in one namespace and with the one dimension <c>Stack</c>.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html"/>.</remarks>
/// <param name="log">Takes the line.</param>
/// <param name="settings">The namespace, and the stack's name.</param>
/// <param name="clock">Tells the metrics' time.</param>
internal sealed class Metrics(FunctionLog log, FunctionSettings settings, TimeProvider clock)
{
    /// <summary>Sends figures that belong together.</summary>
    public void Send(params (string Name, MetricUnit Unit, double Value)[] figures) => log.WriteLine(writer =>
    {
        writer.WriteStartObject("_aws");
        writer.WriteNumber("Timestamp", clock.GetUtcNow().ToUnixTimeMilliseconds());
        writer.WriteStartArray("CloudWatchMetrics");
        writer.WriteStartObject();
        writer.WriteString("Namespace", settings.MetricsNamespace);
        writer.WriteStartArray("Dimensions");
        writer.WriteStartArray();
        writer.WriteStringValue("Stack");
        writer.WriteEndArray();
        writer.WriteEndArray();
        writer.WriteStartArray("Metrics");
        foreach (var (name, unit, _) in figures)
        {
            writer.WriteStartObject();
            writer.WriteString("Name", name);
            writer.WriteString("Unit", unit.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        // A line without a level counts as INFO; one that says so is not dropped when Lambda filters.
        writer.WriteString("level", "INFO");
        log.WriteCorrelation(writer);
        writer.WriteString("Stack", settings.Stack);
        foreach (var (name, _, value) in figures)
            writer.WriteNumber(name, Math.Round(value, 3));
    });
}

/// <summary>CloudWatch's units, as far as they are used.</summary>
internal enum MetricUnit : byte
{
    /// <summary>A bare number.</summary>
    None = 0,

    /// <summary>How many.</summary>
    Count,

    /// <summary>How long.</summary>
    Seconds,
}
