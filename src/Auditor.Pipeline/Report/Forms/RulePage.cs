using System.Collections.Concurrent;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>What the page of a rule says; the pages of docs/findings are part of the assembly, so that no form tells something else.</summary>
/// <param name="Path">Where the page stands in the product.</param>
/// <param name="Title">The rule's title.</param>
/// <param name="Summary">What the rule reports, in a sentence or two for people.</param>
/// <param name="HowToFix">What to do about it, in Markdown as the page has it.</param>
public sealed record RulePage(string Path, string Title, string Summary, string HowToFix)
{
    private static readonly ConcurrentDictionary<string, RulePage> Pages = new(StringComparer.Ordinal);

    /// <summary>The page of a rule. Of a rule that this version does not have, which an older run may have reported, only the id is known.</summary>
    public static RulePage Of(string rule) => Pages.GetOrAdd(rule, Read);

    private static RulePage Read(string rule)
    {
        var path = $"docs/findings/{rule}.md";
        using var stream = typeof(RulePage).Assembly.GetManifestResourceStream($"Auditor.Pipeline.Report.Forms.{rule}.md");
        if (stream is null)
            return new RulePage(path, rule, $"The rule {rule} is not part of this version.", "See the version of the product that reported it.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
        return new RulePage(
            path,
            lines[0][(lines[0].IndexOf(':', StringComparison.Ordinal) + 2)..],
            string.Join(' ', lines.Skip(2).TakeWhile(line => line.Length > 0)),
            string.Join('\n', lines.SkipWhile(line => line != "## How to fix it").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))).Trim());
    }
}
