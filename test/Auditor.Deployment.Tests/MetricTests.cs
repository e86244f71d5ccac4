using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auditor.Deployment.Tests.Templates;

namespace Auditor.Deployment.Tests;

/// <summary>
/// Alarms and dashboard look at what the function sends; a metric with another name or dimension would be silence that looks like peace.
/// </summary>
public sealed partial class MetricTests
{
    private const string OwnDimension = "Stack";
    private static readonly string Namespace = """{"Ref":"MetricsNamespace"}""";

    private static readonly HashSet<string> Sent = [.. TemplateTests.SourceFiles("src/Auditor.Function")
        .SelectMany(text => SentMetric().Matches(text))
        .Select(match => match.Groups[1].Value)];

    private static IEnumerable<(string Id, JsonObject Properties)> Alarms => Template.Deployment.ResourcesOf("AWS::CloudWatch::Alarm");

    private static IEnumerable<(string Id, JsonObject Properties)> OwnAlarms =>
        Alarms.Where(alarm => alarm.Properties["Namespace"]!.ToJsonString() == Namespace);

    [Fact]
    public void The_function_sends_metrics() => Assert.Contains("AccountsFailed", Sent);

    [Fact]
    public void Every_alarm_looks_at_a_metric_that_the_function_sends()
    {
        var watched = OwnAlarms.Select(alarm => alarm.Properties["MetricName"]!.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(["AccountsFailed", "DenialsHeld", "HoursSinceLastSuccess"], watched);
        Assert.All(watched, metric => Assert.Contains(metric, Sent));
    }

    [Fact]
    public void Every_alarm_names_the_only_dimension()
    {
        var written = $"WriteStringValue(\"{OwnDimension}\")";
        Assert.Contains(TemplateTests.SourceFiles("src/Auditor.Function"), text => text.Contains(written, StringComparison.Ordinal));
        foreach (var (_, properties) in OwnAlarms)
        {
            var dimension = Assert.Single(properties["Dimensions"]!.AsArray())!;
            Assert.Equal(OwnDimension, dimension["Name"]!.ToString());
            Assert.Equal("""{"Ref":"AWS::StackName"}""", dimension["Value"]!.ToJsonString());
        }
    }

    [Fact]
    public void The_dashboard_is_json_and_shows_everything_that_the_function_sends()
    {
        var body = Template.Deployment.Resources["Dashboard"]!["Properties"]!["DashboardBody"];
        var dashboard = JsonNode.Parse(new Stack(Template.Deployment, "111122223333").Resolve(body)!.ToString())!;
        var shown = dashboard["widgets"]!.AsArray()
            .SelectMany(widget => Own(widget!["properties"]!["metrics"]!.AsArray()))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Equal(Sent.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_alarm_tells_somebody_what_to_do()
    {
        var operations = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        foreach (var (id, properties) in Alarms)
        {
            Assert.True(properties["AlarmActions"] is JsonArray { Count: 1 }, id);
            var section = Section().Match(properties["AlarmDescription"]!.ToString()).Groups[1].Value;
            Assert.Contains($"| {section} |", operations, StringComparison.Ordinal);
        }
    }

    /// <summary>CloudWatch looks back seven days at most, one if the period is shorter than an hour.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"/>.</remarks>
    [Fact]
    public void No_alarm_looks_back_further_than_cloudwatch_does()
    {
        foreach (var (id, properties) in Alarms)
        {
            var period = properties["Period"]!.GetValue<long>();
            Assert.True(period * properties["EvaluationPeriods"]!.GetValue<long>() <= (period < 3600 ? 86_400 : 604_800), id);
        }
    }

    /// <summary>The metrics of a widget in the own namespace; a dot repeats what stands above it.</summary>
    private static IEnumerable<string> Own(JsonArray metrics)
    {
        var space = "";
        foreach (var metric in metrics.Select(metric => metric!.AsArray()))
        {
            space = metric[0]!.ToString() is "." or "..." ? space : metric[0]!.ToString();
            if (space == "Auditor")
                yield return metric[1]!.ToString();
        }
    }

    [GeneratedRegex(@"\(""([A-Za-z]+)"", MetricUnit\.")]
    private static partial Regex SentMetric();

    [GeneratedRegex("See \"([^\"]+)\" in docs/operations.md$")]
    private static partial Regex Section();
}
