using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Report.Html;
using Auditor.Pipeline.Tests.Publish;

namespace Auditor.Pipeline.Tests.Report.Html;

public sealed partial class HtmlReportTests
{
    private static readonly Lazy<string> Acme = new(() => SampleAudit.Page(SampleAudit.Acme()));

    [Fact]
    public void The_same_report_gives_the_same_bytes() => Assert.Equal(Acme.Value, SampleAudit.Page(SampleAudit.Acme()));

    [Fact]
    public void The_policy_lets_the_built_in_script_and_style_run_and_nothing_else()
    {
        var script = Element("<script>");
        var policy = $"default-src 'none'; script-src {HashOf(script)}; style-src {HashOf(Element("<style>"))}; base-uri 'none'; form-action 'none'";
        Assert.Contains($"content=\"{policy}\"", Acme.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", script, StringComparison.Ordinal);
        Assert.DoesNotContain("eval(", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_it_has_an_address_elsewhere_or_a_handler_in_the_markup()
    {
        var markup = Acme.Value[..Acme.Value.IndexOf("<script", StringComparison.Ordinal)];
        Assert.Empty(Outside().Matches(markup));
        Assert.Empty(Handlers().Matches(markup));
    }

    [Fact]
    public void Ids_and_counts_are_those_of_the_json()
    {
        var report = SampleAudit.AcmeWithHistory();
        var (page, json) = (Data(SampleAudit.Page(report)), Json(report));
        Assert.Equal(json["findings"]!.AsArray().Select(one => one!["id"]!.GetValue<string>()), page["findings"]!.AsArray().Select(one => one![0]!.GetValue<string>()));
        Assert.True(JsonNode.DeepEquals(json["summary"], page["head"]!["summary"]));
        Assert.True(JsonNode.DeepEquals(json["snapshot"], page["head"]!["snapshot"]));
        Assert.True(JsonNode.DeepEquals(json["organization"], page["organization"]));
        Assert.True(JsonNode.DeepEquals(json["history"], page["head"]!["history"]));
        Assert.Equal(json["gaps"]!.AsArray().Count, page["head"]!["gapsAll"]!.GetValue<int>());
        Assert.Equal(json["principals"]!.AsArray().Select(one => one!["arn"]!.GetValue<string>()), new PageReader(page).Arns());
        Assert.Equal(json["accessClasses"]!.AsArray().Select(one => one!["principalCount"]!.GetValue<int>()), page["classes"]!.AsArray().Select(one => one![1]!.GetValue<int>()));
    }

    [Fact]
    public void Verdicts_are_those_of_the_json()
    {
        var report = SampleAudit.Acme();
        var (reader, json) = (new PageReader(Data(Acme.Value)), Json(report));
        var classes = json["accessClasses"]!.AsArray().ToDictionary(one => one!["id"]!.GetValue<string>(), one => one!["access"]!.AsObject());
        foreach (var (principal, number) in json["principals"]!.AsArray().Select((one, number) => (one!, number)))
        {
            var tasks = principal["tasks"]!.AsArray().Select(task => $"{task!["task"]}={task["verdict"]}");
            Assert.Equal(tasks, reader.TasksOf(number));
            var access = classes[principal["accessClass"]!.GetValue<string>()].Select(entry => $"{entry.Key}={entry.Value!["verdict"]}");
            Assert.Equal(access.Order(StringComparer.Ordinal), reader.AccessOf(number).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Ladders_are_those_of_explain()
    {
        var report = SampleAudit.Acme();
        var reader = new PageReader(Data(Acme.Value));
        Assert.NotEmpty(reader.Ladders());
        foreach (var (number, action, sentence, rungs) in reader.Ladders())
        {
            var explanation = report.Explainer!.Explain(report.Principals[number].Assessed, action, seeksRemedy: false);
            Assert.Equal(explanation.Sentence, sentence);
            Assert.Equal(explanation.Ladder.Select(rung => rung.TargetId ?? ""), rungs);
        }
    }

    [Theory]
    [MemberData(nameof(HostileNames.All), MemberType = typeof(HostileNames))]
    public void Hostile_names_stay_data(string name)
    {
        var html = SampleAudit.Page(HostileReport.Of([name]) with { Explainer = null });
        Assert.Equal(2, Scripts().Count(html));
        Assert.DoesNotContain("<script>alert", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Comments().Count(PageOf(SampleAudit.Acme())), Comments().Count(html));
        Assert.DoesNotContain(html, character => character is '\0' or '\u001b' or '\u202e' or '\u2066' or '\u2028' or '\u2029');
        Assert.NotNull(Data(html));
    }

    [Fact]
    public void A_report_without_anything_is_a_page_too()
    {
        var html = SampleAudit.Page(SampleReport.Of(0, payer: null));
        Assert.Contains("No findings.", html, StringComparison.Ordinal);
        Assert.Contains("Payer unknown", html, StringComparison.Ordinal);
        Assert.NotNull(Data(html));
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(90_000)]
    [InlineData(150_000)]
    public void What_does_not_fit_is_counted(int room)
    {
        var report = SampleAudit.Acme();
        using var output = new MemoryStream();
        var page = Encoding.UTF8.GetByteCount(SampleAudit.Page(SampleReport.Of(0)));
        HtmlReport.Write(report, output, page + room);
        Assert.InRange(output.Length, page, page + room);
        var shown = Data(Encoding.UTF8.GetString(output.ToArray()))["shown"]!;
        Assert.True(shown["laddersCut"]!.GetValue<bool>());
        Assert.Equal(report.Principals.Length, shown["principalsListed"]!.GetValue<int>());
        Assert.Equal(report.Findings.Length, shown["findingsAll"]!.GetValue<int>());
    }

    [Fact]
    public void Five_thousand_accounts_and_twenty_thousand_principals_fit()
    {
        var report = LargeReport.Of(5_000, 20_000);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var output = new MemoryStream();
        HtmlReport.Write(report, output);
        TestContext.Current.TestOutputHelper?.WriteLine($"{output.Length} bytes in {watch.ElapsedMilliseconds} ms");
        Assert.InRange(output.Length, 500_000, HtmlReport.MostBytes);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"the page took {watch.Elapsed}");
        var shown = Data(Encoding.UTF8.GetString(output.ToArray()))["shown"]!;
        Assert.Equal(20_000, shown["principals"]!.GetValue<int>());
        Assert.Equal(report.Findings.Length, shown["findings"]!.GetValue<int>());
    }

    private static string PageOf(AuditReport report) => SampleAudit.Page(report with { Explainer = null });

    private static string Element(string tag)
    {
        var start = Acme.Value.IndexOf(tag, StringComparison.Ordinal) + tag.Length;
        return Acme.Value[start..Acme.Value.IndexOf("</", start, StringComparison.Ordinal)];
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static JsonNode Json(AuditReport report)
    {
        using var output = new MemoryStream();
        JsonReport.Write(report, output);
        return JsonNode.Parse(output.ToArray())!;
    }

    private static JsonNode Data(string html)
    {
        const string open = "<script type=\"application/json\" id=\"data\">";
        var start = html.IndexOf(open, StringComparison.Ordinal) + open.Length;
        return JsonNode.Parse(html[start..html.IndexOf("</script>", start, StringComparison.Ordinal)])!;
    }

    [GeneratedRegex("<script", RegexOptions.IgnoreCase)]
    private static partial Regex Scripts();

    [GeneratedRegex("<!--")]
    private static partial Regex Comments();

    [GeneratedRegex("(src|href|action)=\"(?!#)|url\\(|@import")]
    private static partial Regex Outside();

    [GeneratedRegex("\\s(on[a-z]+|style)=\"")]
    private static partial Regex Handlers();
}
