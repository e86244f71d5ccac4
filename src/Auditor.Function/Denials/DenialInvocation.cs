using System.Collections.Immutable;
using Auditor.Function.Answers;
using Auditor.Function.Events;
using Auditor.Function.Explanations;
using Auditor.Function.Telemetry;
using Auditor.Pipeline;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Denials;

/// <summary>One event about a denied call: told apart from the function's own and from what was told before, explained, kept, published.</summary>
internal sealed class DenialInvocation(
    FunctionServices services,
    FunctionSettings settings,
    Explainer explainer,
    Invocation invocation,
    FunctionLog log,
    Metrics metrics,
    TimeProvider clock)
{
    private readonly DenialLedger ledger = new(services.Store, settings.DenialWindow, clock);
    private readonly HourlyMessages hour = new(services.Store, settings.DenialMessagesPerHour, clock);

    /// <summary>Works on the event. What cannot be placed is counted; it throws only what another attempt may mend.</summary>
    public async Task<ReadOnlyMemory<byte>> RunAsync(DenialEvent request)
    {
        var (outcome, text, finding) = await HandleAsync(request.Denials).ConfigureAwait(false);
        log.Info("denial", ("outcome", Word(outcome)), ("why", text), ("finding", finding?.Id));
        Count(outcome);
        return AnswerJson.Write(writer =>
        {
            writer.WriteStartObject("denial");
            writer.WriteString("outcome", Word(outcome));
            writer.WriteString("why", text);
            writer.WriteString("finding", finding?.Id);
            writer.WriteEndObject();
        });
    }

    private async Task<(DenialOutcome Outcome, string? Text, Finding? Finding)> HandleAsync(DenialReading reading)
    {
        if (reading is { Denials.IsEmpty: true, UnplacedCount: 0, OtherRecordCount: > 0 })
            return (DenialOutcome.Ignored, "the event is about no denial", null);
        if (reading.Denials.IsEmpty)
            return (DenialOutcome.Unplaced, reading.Problem, null);
        var denial = reading.Denials[0];
        if (new OwnCalls(settings, invocation).Include(denial))
            return (DenialOutcome.Ignored, "the call is one of the auditor's own; the report says what it may not read", null);
        if (await ledger.CountIfExplainedAsync(denial).ConfigureAwait(false) is { } known)
            return (known, "AWS said the same within the last minutes", null);
        if (services.Publisher is not null && await hour.HoldIfFullAsync().ConfigureAwait(false))
            return (DenialOutcome.Held, "there were too many messages in this hour", null);
        return await ExplainAsync(denial).ConfigureAwait(false);
    }

    private async Task<(DenialOutcome Outcome, string? Text, Finding? Finding)> ExplainAsync(Denial denial)
    {
        var explained = await explainer.AskAsync(
            [Explainer.AccountOf(denial)],
            ImmutableSortedDictionary<string, ImmutableArray<string>?>.Empty,
            run => run.ExplainAll([denial]),
            invocation).ConfigureAwait(false);
        // What AWS did not answer it may answer when the event is tried again; what it refused it refuses again.
        if (explained.Answer.Answers[0].Explanation is null && explained.SilenceAbout(Explainer.AccountOf(denial)) is { } silence)
            throw new RunCannotGoOnException($"the denial is not explained, because {silence}");
        var outcome = await TellAsync(explained).ConfigureAwait(false);
        var finding = explained.Answer.Findings.FirstOrDefault();
        // Not before the message is sent: a retry of the event must come as far as this.
        if (outcome != DenialOutcome.Held)
            await ledger.NoteExplainedAsync(denial, finding).ConfigureAwait(false);
        return (outcome, finding?.Draft.Title ?? explained.Answer.Answers[0].Problem, finding);
    }

    private async Task<DenialOutcome> TellAsync(Explained<DenialExplanations> explained)
    {
        if (explained.Answer.Answers[0].Explanation is null)
            return DenialOutcome.Unplaced;
        if (explained.Answer.Findings is not [var finding])
            return DenialOutcome.Ignored;
        if (await ledger.TakeAsync(finding, invocation.RequestId).ConfigureAwait(false) is not { } before)
            return DenialOutcome.Folded;
        try
        {
            return await TellAsync(explained, finding, before).ConfigureAwait(false);
        }
        catch (RunCannotGoOnException)
        {
            await ledger.ReleaseAsync(finding).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<DenialOutcome> TellAsync(Explained<DenialExplanations> explained, Finding finding, DenialMemory before)
    {
        var answer = AnswerJson.WriteWhole(writer => JsonExplanation.WriteAll(writer, explained.Answer, explained.Notes));
        var uri = await StoredAnswer.KeepAsync(services.Store, answer, "denial-" + invocation.RequestId).ConfigureAwait(false);
        if (services.Publisher is { } publisher)
        {
            if (await hour.TakeAsync().ConfigureAwait(false) is not { } place)
            {
                await ledger.ReleaseAsync(finding).ConfigureAwait(false);
                return DenialOutcome.Held;
            }

            var notice = new DenialNotice { Explained = explained.Answer, Payer = explained.Payer, AnswerUri = uri, Repeats = before.Count, Since = before.Told, Held = place.Held };
            var message = await SendAsync(publisher, notice, place).ConfigureAwait(false);
            log.Info("denial published", ("messageId", message), ("repeats", before.Count), ("held", place.Held));
        }

        await ledger.ConfirmAsync(finding, invocation.RequestId, before.Count).ConfigureAwait(false);
        return services.Publisher is null ? DenialOutcome.Stored : DenialOutcome.Published;
    }

    private async Task<string> SendAsync(IDigestPublisher publisher, DenialNotice notice, MessagePlace place)
    {
        try
        {
            return await publisher.PublishAsync(DenialNotification.Compose(notice, settings.IsChat), CancellationToken.None).ConfigureAwait(false);
        }
        catch (RunCannotGoOnException)
        {
            await hour.GiveBackAsync(place).ConfigureAwait(false);
            throw;
        }
    }

    private void Count(DenialOutcome outcome) => metrics.Send(
        ("DenialsExplained", MetricUnit.Count, outcome is DenialOutcome.Published or DenialOutcome.Stored ? 1 : 0),
        ("DenialsFolded", MetricUnit.Count, outcome == DenialOutcome.Folded ? 1 : 0),
        ("DenialsHeld", MetricUnit.Count, outcome == DenialOutcome.Held ? 1 : 0),
        ("DenialsUnplaced", MetricUnit.Count, outcome == DenialOutcome.Unplaced ? 1 : 0));

    private static string Word(DenialOutcome outcome) => outcome switch
    {
        DenialOutcome.Unplaced => "unplaced",
        DenialOutcome.Folded => "folded",
        DenialOutcome.Held => "held",
        DenialOutcome.Stored => "storedOnly",
        DenialOutcome.Published => "published",
        _ => "ignored",
    };
}
