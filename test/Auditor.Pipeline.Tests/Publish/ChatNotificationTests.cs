using System.Text.Json.Nodes;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Tests.Publish;

public sealed class ChatNotificationTests
{
    [Fact]
    public void It_is_a_custom_notification()
    {
        var chat = Chat(SampleReport.Of());
        Assert.Equal("1.0", chat["version"]!.GetValue<string>());
        Assert.Equal("custom", chat["source"]!.GetValue<string>());
        Assert.Equal("client-markdown", chat["content"]!["textType"]!.GetValue<string>());
        Assert.Equal("Billing Conductor access 111122223333: 1 high, 1 medium, 1 low", chat["content"]!["title"]!.GetValue<string>());
        Assert.Equal("run", chat["metadata"]!["threadId"]!.GetValue<string>());
        Assert.Equal("Billing Conductor access 111122223333: 1 high, 1 medium, 1 low", chat["metadata"]!["summary"]!.GetValue<string>());
        Assert.Equal(
            ["BCA201", "BCA206"],
            chat["content"]!["keywords"]!.AsArray().Select(keyword => keyword!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal("Read the whole report: `s3://reports/report.json`", chat["content"]!["nextSteps"]![0]!.GetValue<string>());
    }

    [Fact]
    public void The_description_says_what_matters_and_then_the_worst()
    {
        var lines = Description(SampleReport.Of(2, gaps: 1)).Split('\n');
        Assert.Equal("0 findings of high severity, 1 medium, 1 low.", lines[0]);
        Assert.Equal("Who can change money: 0 principals, besides 2 administrators (1 in the payer).", lines[1]);
        Assert.Equal("medium BCA206: `viewer can do more than its job needs`", lines[4]);
        Assert.Equal(6, lines.Length);
    }

    [Theory]
    [InlineData(1_000, "viewer")]
    [InlineData(1_000, "漢")]
    [InlineData(1_000, "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<")]
    public void Nothing_is_longer_than_aws_allows_and_what_is_not_shown_is_counted(int findings, string name)
    {
        var report = SampleReport.Of(findings, name: name);
        var chat = Chat(report, "s3://reports/" + new string('x', 1_000));
        var content = chat["content"]!;
        Assert.InRange(content["title"]!.GetValue<string>().Length, 1, 250);
        Assert.All(content["nextSteps"]!.AsArray(), step => Assert.InRange(step!.GetValue<string>().Length, 1, 350));
        Assert.All(content["keywords"]!.AsArray(), keyword => Assert.InRange(keyword!.GetValue<string>().Length, 1, 75));
        var description = content["description"]!.GetValue<string>();
        Assert.InRange(description.Length, 1_000, 8_000);
        var shown = description.Split('\n').Count(line => line.Contains(" BCA2", StringComparison.Ordinal));
        Assert.EndsWith($"\nand {findings - shown} more findings in the report", description, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostileNames.All), MemberType = typeof(HostileNames))]
    public void Hostile_names_are_data(string name)
    {
        var (hostile, harmless) = (
            Description(SampleReport.Of(2, gaps: 1, name: name)), Description(SampleReport.Of(2, gaps: 1, name: "viewer")));
        // Every line has as much code as before, nothing foreign stands outside of it, and nothing in it speaks to Slack.
        Assert.Equal(
            harmless.Split('\n').Select(line => line.Count(letter => letter == '`')),
            hostile.Split('\n').Select(line => line.Count(letter => letter == '`')));
        Assert.Equal(Outside(harmless), Outside(hostile));
        Assert.DoesNotContain('<', hostile);
        Assert.DoesNotContain('>', hostile);
        Assert.All(
            hostile.Replace("\n", "", StringComparison.Ordinal),
            letter => Assert.False(char.IsControl(letter) || letter is '\u202e' or '\u2066' or '\u2028'));
    }

    [Theory]
    [InlineData("<!channel>", "`&lt;!channel&gt;`")]
    [InlineData("&lt;", "`&amp;lt;`")]
    [InlineData("a`b`", "`a'b'`")]
    [InlineData("*bold* _it_", "`*bold* _it_`")]
    public void Foreign_text_is_code(string name, string code) => Assert.Equal(code, ChatMarkdown.Code(name));

    /// <summary>What stands outside of code: every second piece between backticks.</summary>
    private static IEnumerable<string> Outside(string text) => text.Split('`').Where((_, index) => index % 2 == 0);

    private static string Description(AuditReport report) => Chat(report)["content"]!["description"]!.GetValue<string>();

    private static JsonNode Chat(AuditReport report, string uri = "s3://reports/report.json") =>
        JsonNode.Parse(ChatNotification.Of(Digest.Of(report, "run", uri)))!;
}
