using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auditor.Deployment.Tests.Templates;

namespace Auditor.Deployment.Tests;

public sealed partial class TemplateTests
{
<<<<<<< HEAD
    /// <summary>Without these nothing can be deployed: nobody could guess them.</summary>
    private static readonly HashSet<string> Required = new(
        StringComparer.Ordinal) { "AuditorAccount", "OrganizationId", "OrganizationalUnitIds" };

=======
>>>>>>> main
    private static readonly JsonObject Function = Template.Deployment.Resources["AuditFunction"]!["Properties"]!.AsObject();

    [Fact]
    public void The_function_gets_the_variables_that_it_reads_and_no_others()
    {
        var set = Function["Environment"]!["Variables"]!.AsObject().Select(variable => variable.Key);
<<<<<<< HEAD
        var read = SourceFiles("src/Auditor.Function").SelectMany(
            text => Variable().Matches(text)).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);
        Assert.Equal(read.Order(StringComparer.Ordinal), set.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_parameter_says_what_it_is_what_it_may_be_and_what_it_is_otherwise()
    {
        foreach (var template in Template.All)
        {
            foreach (var (name, parameter) in template.Parameters)
            {
                Assert.True(parameter!["Description"]?.ToString() is { Length: > 10 }, $"{template.Name}: {name} has no description");
                Assert.True(
                    parameter["AllowedValues"] is not null || parameter["AllowedPattern"] is not null
                        || (parameter["MinValue"] is not null && parameter["MaxValue"] is not null),
                    $"{template.Name}: {name} takes anything");
                Assert.Equal(Required.Contains(name), parameter["Default"] is null);
            }
        }
    }

    [Fact]
    public void Every_default_is_allowed()
    {
        foreach (
            var parameter in Template.All.SelectMany(template => template.Parameters).Where(
                parameter => parameter.Value!["Default"] is not null))
        {
            var text = parameter.Value!["Default"]!.ToString();
            Assert.True(parameter.Value["AllowedPattern"] is not { } pattern || Regex.IsMatch(text, pattern.ToString()), parameter.Key);
            Assert.True(
                parameter.Value["AllowedValues"] is not JsonArray values || values.Any(value => value!.ToString() == text), parameter.Key);
            Assert.True(
                parameter.Value["MinValue"] is not { } least || long.Parse(text, null) >= long.Parse(least.ToString(), null),
                parameter.Key);
        }
    }

    [Fact]
    public void Every_parameter_is_asked_for_in_a_group()
    {
        foreach (var template in Template.All)
        {
            var grouped = template.Root["Metadata"]!["AWS::CloudFormation::Interface"]!["ParameterGroups"]!.AsArray().SelectMany(
                group => group!["Parameters"]!.AsArray()).Select(name => name!.ToString());
            Assert.Equal(
                template.Parameters.Select(parameter => parameter.Key).Order(StringComparer.Ordinal),
                grouped.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Parameters_that_two_templates_share_may_be_the_same()
    {
        foreach (
            var (name, parameter) in Template.StackSet.Parameters.Where(
                parameter => Template.MemberRole.Parameters.ContainsKey(parameter.Key)))
        {
            var member = Template.MemberRole.Parameters[name]!;
            Assert.Equal(member["AllowedPattern"]?.ToString(), parameter!["AllowedPattern"]?.ToString());
            Assert.Equal(member["Default"]?.ToString(), parameter["Default"]?.ToString());
        }

        string Default(Template template, string name) => template.Parameters[name]!["Default"]!.ToString();
        Assert.Equal(Default(Template.Deployment, "MemberRoleName"), Default(Template.MemberRole, "RoleName"));
        Assert.Equal(Default(Template.Deployment, "FunctionRoleName"), Default(Template.MemberRole, "AuditorRole"));
    }

    [Fact]
    public void The_stack_set_passes_on_everything_that_the_member_role_takes_but_that_it_is_in_the_payer()
    {
        var passed = Template.StackSet.Resources["MemberRoles"]!["Properties"]!["Parameters"]!.AsArray().Select(
            parameter => parameter!["ParameterKey"]!.ToString());
        Assert.Equal(
            Template.MemberRole.Parameters.Select(
                parameter => parameter.Key).Where(name => name != "IsPayer").Order(StringComparer.Ordinal),
            passed.Order(StringComparer.Ordinal));
=======
        var read = SourceFiles("src/Auditor.Function").SelectMany(text => Variable().Matches(text)).Select(match => match.Groups[1].Value);
        Assert.Equal(read.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), set.Order(StringComparer.Ordinal));
>>>>>>> main
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
        foreach (var (schedule, file) in (ReadOnlySpan<(string, string)>)[("Audit", "schedule.json"), ("Heartbeat", "heartbeat.json")])
        {
<<<<<<< HEAD
            var sent = JsonNode.Parse(
                Function["Events"]![schedule]!["Properties"]!["Input"]!.ToString().Replace(
                    "<aws.scheduler.scheduled-time>", "2026-11-25T06:00:00Z", StringComparison.Ordinal));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "events", file))), sent), file);
=======
            var input = Function["Events"]![schedule]!["Properties"]!["Input"]!.ToString();
            var sent = input.Replace("<aws.scheduler.scheduled-time>", "2026-11-25T06:00:00Z", StringComparison.Ordinal);
            var shown = File.ReadAllText(Path.Combine(Repository.Root, "events", file));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(shown), JsonNode.Parse(sent)), file);
>>>>>>> main
        }
    }

    [Fact]
    public void Every_failure_path_ends_in_dead_letters_that_have_an_alarm()
    {
        string[] paths =
        [
            Target(Function["Events"]!["Audit"]!["Properties"]!["DeadLetterConfig"]!["Arn"]!),
            Target(Function["Events"]!["Heartbeat"]!["Properties"]!["DeadLetterConfig"]!["Arn"]!),
            Target(Template.Deployment.Resources["InvokeConfig"]!["Properties"]!["DestinationConfig"]!["OnFailure"]!["Destination"]!),
            Target(Template.Deployment.Resources["EmailSubscription"]!["Properties"]!["RedrivePolicy"]!["deadLetterTargetArn"]!),
        ];
<<<<<<< HEAD
        var watched = Template.Deployment.ResourcesOf("AWS::CloudWatch::Alarm").SelectMany(
            alarm => alarm.Properties["Dimensions"]!.AsArray())
            .Where(dimension => dimension!["Name"]!.ToString() == "QueueName").Select(dimension => Target(dimension!["Value"]!));
        Assert.Equal(
            Template.Deployment.ResourcesOf("AWS::SQS::Queue").Select(queue => queue.Id).Order(StringComparer.Ordinal),
            paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), watched.Order(StringComparer.Ordinal));
=======
        var watched = Template.Deployment.ResourcesOf("AWS::CloudWatch::Alarm")
            .SelectMany(alarm => alarm.Properties["Dimensions"]!.AsArray())
            .Where(dimension => dimension!["Name"]!.ToString() == "QueueName")
            .Select(dimension => Target(dimension!["Value"]!));
        var queues = Template.Deployment.ResourcesOf("AWS::SQS::Queue").Select(queue => queue.Id).Order(StringComparer.Ordinal);
        Assert.Equal(queues, paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(queues, watched.Order(StringComparer.Ordinal));
>>>>>>> main
    }

    private static string Target(JsonNode attribute) => attribute["Fn::GetAtt"]![0]!.ToString();

    /// <summary>Every text in a template, but descriptions.</summary>
    internal static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
<<<<<<< HEAD
        JsonObject members =>
            members.Where(
                member =>
                    member.Key is not ("Description" or "AlarmDescription")).SelectMany(member => Texts(member.Value).Prepend(member.Key)),
=======
        JsonObject members => members
            .Where(member => member.Key is not ("Description" or "AlarmDescription"))
            .SelectMany(member => Texts(member.Value).Prepend(member.Key)),
>>>>>>> main
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
