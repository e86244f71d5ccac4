using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Publish;

/// <summary>A denied call for people, as plain text: what happened, why, and where the whole explanation is.</summary>
internal static class DenialText
{
    private const int LongestLine = 300;
    private const int LongestExplanation = 1_500;
    private const int MostBlockers = 10;

    public static string Of(DenialNotice notice)
    {
        var (finding, explanation) = (notice.Finding, notice.Explanation);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"A call was denied, {notice.Explained.AsOf.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {(notice.Payer is { } payer ? "payer " + Line(payer) : "payer unknown")}\n\n");
        text.Append(finding.Severity.Word()).Append(' ').Append(finding.Rule).Append(' ').Append(Line(finding.Draft.Title)).Append('\n');
        text.Append(PlainText.Of(PlainText.Shorten(finding.Draft.Explanation, LongestExplanation))).Append("\n\n");
        text.Append("who   ").Append(Line(explanation.Principal.Arn)).Append('\n');
        text.Append("what  ").Append(Line(explanation.Action)).Append('\n');
        text.Append("on    ").Append(Line(explanation.Resource)).Append('\n');
        foreach (var (index, blocker) in finding.Blockers.Take(MostBlockers).Index())
            text.Append(CultureInfo.InvariantCulture, $"{(index == 0 ? "\nIn the way, in the order in which to remove it:\n" : "")}  {index + 1}. {Line(RuleWords.Blockers([blocker]))}\n");
        foreach (var line in Counts(notice))
            text.Append('\n').Append(line).Append('\n');
        text.Append("\nThe whole explanation, and what would help: ").Append(PlainText.Of(notice.AnswerUri)).Append('\n');
        text.Append(finding.Id).Append('\n');
        return text.ToString();
    }

    /// <summary>What was not told one by one.</summary>
    public static ImmutableArray<string> Counts(DenialNotice notice)
    {
        var counts = ImmutableArray.CreateBuilder<string>();
        if (notice is { Repeats: > 0, Since: { } since })
            counts.Add(string.Create(CultureInfo.InvariantCulture, $"The same was denied {Times(notice.Repeats)} since the last message about it, of {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC."));
        if (notice.Held > 0)
            counts.Add($"{DigestWords.Count(notice.Held, "denial")} before this one were neither explained nor told, because there would have been too many messages in an hour.");
        return counts.ToImmutable();
    }

    private static string Times(int count) => count == 1 ? "once more" : string.Create(CultureInfo.InvariantCulture, $"{count} more times");

    private static string Line(string text) => PlainText.Of(PlainText.Shorten(text, LongestLine));
}
