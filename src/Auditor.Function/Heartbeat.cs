using Auditor.Function.Answers;
using Auditor.Function.Runs;
using Auditor.Function.Telemetry;
using Auditor.Pipeline.Publish;

namespace Auditor.Function;

/// <summary>Says how long ago the last whole audit ended: an alarm on that works for a schedule of any period, where one on "did it run" cannot look back a week.</summary>
internal sealed class Heartbeat(IReportStore store, Metrics metrics, TimeProvider clock)
{
    public async Task<ReadOnlyMemory<byte>> AnswerAsync()
    {
        var last = await new LastSuccess(store, clock).ReadOrBeginAsync().ConfigureAwait(false);
        var hours = Math.Max(0, (clock.GetUtcNow() - last.At).TotalHours);
        metrics.Send(("HoursSinceLastSuccess", MetricUnit.None, hours));
        return AnswerJson.Write(writer =>
        {
            writer.WriteNumber("hoursSinceLastSuccess", Math.Round(hours, 3));
            writer.WriteString("runId", last.RunId);
        });
    }
}
