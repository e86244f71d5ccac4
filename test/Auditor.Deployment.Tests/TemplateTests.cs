using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auditor.Deployment.Tests.Templates;

namespace Auditor.Deployment.Tests;

public sealed partial class TemplateTests
{
    private static readonly JsonObject Function = Template.Deployment.Resources["AuditFunction"]!["Properties"]!.AsObject();

    [Fact]
    public void The_function_gets_the_variables_that_it_reads_and_no_others()
    {
        var set = Function["Environment"]!["Variables"]!.AsObject().Select(variable => variable.Key);
        var read = SourceFiles("src/Auditor.Function").SelectMany(text => Variable().Matches(text)).Select(match => match.Groups[1].Value);
        Assert.Equal(read.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), set.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_partition_and_no_domain_is_written_into_a_template()
    {
        foreach (var template in Template.All)
        {
            foreach (var text in Texts(template.Section("Resources")).Concat(Texts(template.Root["Outputs"])))
            {
                Assert.DoesNotMatch("arn:aws", text);
                // A service's principal ends so in every partition; what does not, is put together.
                Assert.True(!text.Contains("amazonaws.com", StringComparison.Ordinal) || ServicePrincipal().IsMatch(text), text);
            }
        }
    }

    [Fact]
    public void Nothing_has_a_name_that_a_second_stack_would_collide_with()
    {
        foreach (var (id, resource) in Template.Deployment.Resources)
        {
            foreach (var (property, value) in resource!["Properties"]?.AsObject() ?? [])
            {
                if (property.EndsWith("Name", StringComparison.Ordinal) && property is not ("MetricName" or "PolicyName" or "DisplayName"))
                    Assert.True(value is JsonObject, $"{id}.{property} is `{value}`");
            }
        }

        Assert.All(Function["Events"]!.AsObject(), schedule => Assert.True(schedule.Value!["Properties"]!["OmitName"]!.GetValue<bool>()));
    }

    [Fact]
    public void What_the_schedules_send_is_what_the_events_show()
    {
        (string, JsonNode)[] schedules =
        [
            ("schedule.json", Function["Events"]!["Audit"]!["Properties"]!["Input"]!),
            ("schedule.json", Template.Deployment.Resources["MachineSchedule"]!["Properties"]!["Target"]!["Input"]!),
            ("heartbeat.json", Function["Events"]!["Heartbeat"]!["Properties"]!["Input"]!),
        ];
        foreach (var (file, input) in schedules)
        {
            var sent = input.ToString().Replace("<aws.scheduler.scheduled-time>", "2026-11-25T06:00:00Z", StringComparison.Ordinal);
            var shown = File.ReadAllText(Path.Combine(Repository.Root, "events", file));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(shown), JsonNode.Parse(sent)), file);
        }
    }

    [Fact]
    public void The_rule_hands_on_denied_calls_as_they_are_and_reads_among_them()
    {
        var rule = Template.Deployment.Resources["DenialRule"]!["Properties"]!;
        var target = Assert.Single(rule["Targets"]!.AsArray())!.AsObject();
        Assert.Equal(["Arn", "DeadLetterConfig", "Id", "RetryPolicy"], target.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", rule["State"]!["Fn::If"]![1]!.ToString());
        var denied = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "events", "denial.json")))!;
        Assert.True(IsMatch(rule["EventPattern"]!, denied));
        denied["detail"]!["errorCode"] = "Client.UnauthorizedOperation";
        Assert.True(IsMatch(rule["EventPattern"]!, denied));
        denied["detail"]!["errorCode"] = "ValidationException";
        Assert.False(IsMatch(rule["EventPattern"]!, denied));
    }

    /// <summary>As EventBridge matches, as far as the rule uses it.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html"/>.</remarks>
    private static bool IsMatch(JsonNode pattern, JsonNode? value) => pattern switch
    {
        JsonObject members => members.All(member => IsMatch(member.Value!, value?[member.Key])),
        _ => pattern.AsArray().Any(item => item switch
        {
            JsonObject test when test["prefix"] is { } prefix => value?.ToString().StartsWith(prefix.ToString(), StringComparison.Ordinal) == true,
            JsonObject test when test["suffix"] is { } suffix => value?.ToString().EndsWith(suffix.ToString(), StringComparison.Ordinal) == true,
            _ => item!.ToString() == value?.ToString(),
        }),
    };

    [Fact]
    public void Every_failure_path_ends_in_dead_letters_that_have_an_alarm()
    {
        string[] paths =
        [
            Target(Function["Events"]!["Audit"]!["Properties"]!["DeadLetterConfig"]!["Arn"]!),
            Target(Function["Events"]!["Heartbeat"]!["Properties"]!["DeadLetterConfig"]!["Arn"]!),
            Target(Template.Deployment.Resources["MachineSchedule"]!["Properties"]!["Target"]!["DeadLetterConfig"]!["Arn"]!),
            Target(Template.Deployment.Resources["DenialRule"]!["Properties"]!["Targets"]![0]!["DeadLetterConfig"]!["Arn"]!),
            Target(Template.Deployment.Resources["InvokeConfig"]!["Properties"]!["DestinationConfig"]!["OnFailure"]!["Destination"]!),
            Target(Template.Deployment.Resources["EmailSubscription"]!["Properties"]!["RedrivePolicy"]!["deadLetterTargetArn"]!),
        ];
        var watched = Template.Deployment.ResourcesOf("AWS::CloudWatch::Alarm")
            .SelectMany(alarm => alarm.Properties["Dimensions"]!.AsArray())
            .Where(dimension => dimension!["Name"]!.ToString() == "QueueName")
            .Select(dimension => Target(dimension!["Value"]!));
        var queues = Template.Deployment.ResourcesOf("AWS::SQS::Queue").Select(queue => queue.Id).Order(StringComparer.Ordinal);
        Assert.Equal(queues, paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(queues, watched.Order(StringComparer.Ordinal));
    }

    private static string Target(JsonNode attribute) => attribute["Fn::GetAtt"]![0]!.ToString();

    /// <summary>Every text in a template, but descriptions.</summary>
    internal static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject members => members
            .Where(member => member.Key is not ("Description" or "AlarmDescription"))
            .SelectMany(member => Texts(member.Value).Prepend(member.Key)),
        JsonArray items => items.SelectMany(Texts),
        null => [],
        _ => [node.ToString()],
    };

    internal static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    [GeneratedRegex("\"(AUDITOR_[A-Z_]+)\"")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^[a-z]+\.amazonaws\.com$")]
    private static partial Regex ServicePrincipal();
}
