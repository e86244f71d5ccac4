using System.Text.Json.Nodes;
using Auditor.Deployment.Tests.Templates;

namespace Auditor.Deployment.Tests.Machine;

/// <summary>The machine's role allows what its definition does: nothing less, nothing more.</summary>
public sealed class MachineRoleTests
{
    private static readonly Stack Stack = new(Template.Deployment, "222233334444", ("Scale", "Distributed"));
    private static readonly MachineDefinition Definition = MachineDefinition.Of(Stack);

    /// <summary>What Step Functions needs for a resource of a definition.</summary>
    /// <remarks>
    /// Sources: <see href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html"/> and
    /// <see href="https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html"/>.
    /// </remarks>
    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.Ordinal)
    {
        ["arn:aws:states:::lambda:invoke"] = ["lambda:InvokeFunction"],
        ["arn:aws:states:::s3:getObject"] = ["s3:GetObject", "kms:Decrypt"],
        ["arn:aws:states:::s3:putObject"] =
        [
            "s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject", "kms:Decrypt", "kms:GenerateDataKey",
        ],
    };

    private static readonly string[] NeededByAMap =
        ["states:DescribeExecution", "states:RedriveExecution", "states:StartExecution", "states:StopExecution"];

    [Fact]
    public void The_role_may_do_what_the_definition_does()
    {
        var needed = Resources(Definition.Root).SelectMany(resource => Needed[resource]).Concat(NeededByAMap);
        Assert.Equal(needed.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StackRole.Of(Stack, "MachineRole").Actions);
    }

    [Fact]
    public void It_may_start_itself_and_follow_what_the_label_names()
    {
        var label = Definition.Root["States"]!["Accounts"]!["Label"]!.ToString();
        var machine = Stack.ArnOf(MachineDefinition.Id);
        Assert.Equal([machine], ResourcesOf("StartAccounts"));
        var children = machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + $"/{label}:*";
        Assert.Contains(children, ResourcesOf("FollowAccounts"));
        Assert.Equal([children], ResourcesOf("RedriveAccounts"));
    }

    [Fact]
    public void It_may_write_where_its_results_go_and_nowhere_else()
    {
        var prefix = Definition.Root["States"]!["Accounts"]!["ResultWriter"]!["Parameters"]!["Prefix"]!.ToString();
        Assert.Equal([$"{Stack.ArnOf("ReportBucket")}/{prefix}/*"], ResourcesOf("KeepResults"));
        var rules = Template.Deployment.Resources["ReportBucket"]!["Properties"]!["LifecycleConfiguration"]!["Rules"]!.AsArray();
        Assert.Contains(rules, rule => rule!["Prefix"]?.ToString() == prefix + "/" && rule["ExpirationInDays"] is not null);
    }

    [Fact]
    public void Without_the_machine_there_is_no_role_and_the_schedule_may_not_start_it()
    {
        var single = new Stack(Template.Deployment, "222233334444");
        Assert.DoesNotContain(StackRole.Of(single), role => role.Id == "MachineRole");
        Assert.DoesNotContain("states:StartExecution", StackRole.Of(single, "ScheduleRole").Actions);
        Assert.Contains("states:StartExecution", StackRole.Of(Stack, "ScheduleRole").Actions);
    }

    [Theory]
    [InlineData("Single", "ENABLED", "ENABLED", false)]
    [InlineData("Distributed", "ENABLED", "DISABLED", true)]
    [InlineData("Distributed", "DISABLED", "DISABLED", true)]
    public void One_of_two_schedules_starts_the_audit(string scale, string asked, string function, bool machine)
    {
        var stack = new Stack(Template.Deployment, "222233334444", ("Scale", scale), ("ScheduleState", asked));
        var own = Template.Deployment.Resources["AuditFunction"]!["Properties"]!["Events"]!["Audit"]!["Properties"]!;
        Assert.Equal(function, stack.Resolve(own["State"])!.ToString());
        Assert.Equal(machine, stack.Makes("MachineSchedule"));
        var other = Template.Deployment.Resources["MachineSchedule"]!["Properties"]!;
        Assert.Equal(asked, stack.Resolve(other["State"])!.ToString());
        // In all else they are the same.
        foreach (var name in (string[])["GroupName", "ScheduleExpression", "ScheduleExpressionTimezone", "FlexibleTimeWindow"])
            Assert.True(JsonNode.DeepEquals(own[name], other[name]), name);
        foreach (var name in (string[])["Input", "RoleArn", "RetryPolicy", "DeadLetterConfig"])
            Assert.True(JsonNode.DeepEquals(own[name], other["Target"]![name]), name);
    }

    private static IEnumerable<string> ResourcesOf(string sid) =>
        StackRole.Texts(StackRole.Of(Stack, "MachineRole").Statements.Single(statement => statement["Sid"]!.ToString() == sid)["Resource"]!);

    /// <summary>Every member `Resource` of a definition.</summary>
    private static IEnumerable<string> Resources(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            member is { Key: "Resource", Value: JsonValue resource } ? [resource.ToString()] : Resources(member.Value)),
        JsonArray items => items.SelectMany(Resources),
        _ => [],
    };
}
