using Auditor.Pipeline.Tests.Publish;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Auditor.Pipeline.Tests.Report.Forms;

/// <summary>Read with a parser of Markdown that knows tables, bare addresses and whatever else GitHub and GitLab add.</summary>
public sealed class MarkdownReportTests
{
    private static readonly MarkdownPipeline Parser = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseEmojiAndSmiley().Build();

    public static TheoryData<string> Names { get; } =
    [
        .. HostileNames.All.Select(row => row.Data),
        "# heading", "- item", "1. one", "=====", "---", "    code", "| cell | cell |", "~~gone~~", "$x$", "[^1]", "https://evil.example", "www.evil.example", "me@evil.example", "<!-- x",
        "![](http://evil.example)", "```json", "````", "a``b`c", "> quote", "&copy;", "| a |\n|---|", "\\", "^^^",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_name_forms_markup(string name) => Assert.Equal(Shape("viewer"), Shape(name));

    [Fact]
    public void No_name_mentions_a_person_or_an_issue()
    {
        var text = FormOutput.Of("markdown", FormReports.Hostile("@team #12"));
        var plain = Markdown.Parse(text, Parser).Descendants<LiteralInline>().Select(literal => literal.Content.ToString());
        Assert.All(plain, literal => Assert.DoesNotMatch("@[a-z]|#[0-9]", literal));
    }

    [Fact]
    public void The_first_answers_come_first()
    {
        var lines = FormOutput.Of("markdown", FormReports.EveryStatus).Split('\n');
        Assert.Equal("| Question | Answer |", lines[4]);
        Assert.Equal(
            ["Who can change money", "Who can see margins", "What changed", "What could not be read"],
            lines[6..10].Select(line => line.Split('|')[1].Trim()));
        Assert.Contains("since 2026-11-23 00:00 UTC 8 new, 8 reopened, 8 resolved; 8 open as before, 7 suppressed", lines[8], StringComparison.Ordinal);
    }

    [Fact]
    public void It_links_to_nothing_but_itself()
    {
        var text = FormOutput.Of("markdown", FormReports.Acme);
        Assert.All(Markdown.Parse(text, Parser).Descendants<LinkInline>(), link => Assert.StartsWith("#", link.Url, StringComparison.Ordinal));
        Assert.Contains(", `docs/findings/BCA101.md`\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_suppositions_says_so()
    {
        var whatIf = new Auditor.Pipeline.Report.WhatIfSummary(["policy x is added"], Auditor.Pipeline.Compare.ReportComparison.Of(FormReports.Acme, FormReports.Acme));
        Assert.Contains("**What if:** policy x is added", FormOutput.Of("markdown", FormReports.Acme with { WhatIf = whatIf }), StringComparison.Ordinal);
    }

    /// <summary>The document's structure without its text: whatever changes it would be markup.</summary>
    private static string Shape(string name) =>
        string.Join('\n', Markdown.Parse(FormOutput.Of("markdown", FormReports.Hostile(name)), Parser).Descendants()
            .Where(node => node is not (LiteralInline or LineBreakInline or HtmlEntityInline))
            .Select(node => node switch
            {
                LinkInline link => "link " + link.Url,
                HeadingBlock heading => $"heading {heading.Level}",
                _ => node.GetType().Name,
            }));
}
