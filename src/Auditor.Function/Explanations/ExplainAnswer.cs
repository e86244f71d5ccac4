using System.Globalization;
using Auditor.Function.Answers;
using Auditor.Function.Events;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Explanations;

/// <summary>Answers <c>{"explain":{…}}</c> with what <c>auditor explain --format json</c> prints; nothing is published.</summary>
internal sealed class ExplainAnswer(IReportStore store, Explainer explainer)
{
    public async Task<ReadOnlyMemory<byte>> OfAsync(ExplainRequest request, Invocation invocation)
    {
        var answer = request is { Question: { } question }
            ? await AnswerAsync(question, request, invocation).ConfigureAwait(false)
            : await AnswerAsync(request.Denials!, request, invocation).ConfigureAwait(false);
        return answer.Length <= PayloadLimit.Bytes ? answer : await StoredAnswer.LinkAsync(store, answer, invocation.RequestId).ConfigureAwait(false);
    }

    private async Task<byte[]> AnswerAsync(ExplainQuestion question, ExplainRequest request, Invocation invocation)
    {
        var explained = await explainer.AskAsync([Explainer.AccountOf(question.Principal)], request.Context, run => run.Explain(question), invocation).ConfigureAwait(false);
        return AnswerJson.WriteWhole(writer => JsonExplanation.WriteAll(writer, [explained.Answer], explained.Notes));
    }

    private async Task<byte[]> AnswerAsync(DenialReading reading, ExplainRequest request, Invocation invocation)
    {
        var explained = await explainer.AskAsync(
            reading.Denials.Select(Explainer.AccountOf), request.Context, run => run.ExplainAll(reading.Denials), invocation).ConfigureAwait(false);
        return AnswerJson.WriteWhole(writer => JsonExplanation.WriteAll(writer, explained.Answer, explained.Notes.AddRange(Counts(reading))));
    }

    private static IEnumerable<string> Counts(DenialReading reading)
    {
        if (reading.OtherRecordCount > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{reading.OtherRecordCount} of {reading.RecordCount} records are no denials");
        if (reading.UnplacedCount > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{reading.UnplacedCount} denials could not be placed");
        if (reading.UnlistedCount > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{reading.UnlistedCount} more denials were not looked at");
    }
}
