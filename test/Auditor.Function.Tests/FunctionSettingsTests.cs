using Auditor.Aws.Access;
using Auditor.Pipeline;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Function.Tests;

public sealed class FunctionSettingsTests
{
    [Fact]
    public void Only_the_bucket_is_needed()
    {
        var settings = Read(("AUDITOR_BUCKET", "reports"), ("AUDITOR_TOPIC_ARN", ""), ("AUDITOR_EXTERNAL_ID", ""));
        Assert.Equal(new FunctionSettings { Bucket = "reports" }, settings);
        Assert.Equal(
            ("config/auditor.json", AwsAccessOptions.DefaultRoleName, SimulatorMode.Both, 25, TimeSpan.FromSeconds(60)),
            (settings.ConfigKey, settings.RoleName, settings.Simulator, settings.Sample, settings.DeadlineMargin));
    }

    [Fact]
    public void Every_variable_is_read()
    {
        var settings = Read(
            ("AUDITOR_BUCKET", "reports"), ("AUDITOR_TOPIC_ARN", "arn:aws-us-gov:sns:us-gov-west-1:111122223333:audit"),
            ("AUDITOR_CONFIG_KEY", "c.json"),
            ("AUDITOR_ROLE_NAME", "audit/Reader"), ("AUDITOR_EXTERNAL_ID", "x"), ("AUDITOR_SIMULATOR", "aws"), ("AUDITOR_SAMPLE", "7"),
            ("AUDITOR_PARALLELISM", "2"),
            ("AUDITOR_ACTIVITY_DAYS", "0"), ("AUDITOR_LAST_ACCESSED", "true"), ("AUDITOR_CHAT", "true"), ("AUDITOR_NOTIFY_ALWAYS", "true"), ("AUDITOR_DEADLINE_MARGIN", "5"),
            ("AUDITOR_MAX_CONTINUATIONS", "0"), ("AUDITOR_METRICS_NAMESPACE", "N"), ("AUDITOR_STACK", "S"),
            ("AUDITOR_SNAPSHOT_MAX_AGE_HOURS", "0"), ("AUDITOR_DENIAL_WINDOW_HOURS", "168"), ("AUDITOR_DENIAL_MESSAGES_PER_HOUR", "3"),
            ("AUDITOR_FUNCTION_ROLE", "R"));
        Assert.Equal(
            (0.0, 168.0, 3, "R"),
            (settings.SnapshotMaxAge.TotalHours, settings.DenialWindow.TotalHours, settings.DenialMessagesPerHour, settings.OwnRole));
        Assert.Equal(
            ("arn:aws-us-gov:sns:us-gov-west-1:111122223333:audit", "c.json", "audit/Reader", "x", SimulatorMode.Aws, 7, 2),
            (
                settings.Topic!.Text,
                settings.ConfigKey,
                settings.RoleName,
                settings.ExternalId,
                settings.Simulator,
                settings.Sample,
                settings.Parallelism));
        Assert.Equal(
            (0, true, true, true, 5.0, 0, "N", "S"),
            (
                settings.ActivityDays,
                settings.LastAccessed,
                settings.IsChat,
                settings.NotifiesAlways,
                settings.DeadlineMargin.TotalSeconds,
                settings.MaxContinuations,
                settings.MetricsNamespace,
                settings.Stack));
    }

    [Theory]
    [InlineData("AUDITOR_TOPIC_ARN", "audit", "AUDITOR_TOPIC_ARN is `audit`, and should be")]
    [InlineData("AUDITOR_SIMULATOR", "Both", "should be embedded or aws or both")]
    [InlineData("AUDITOR_SAMPLE", "0", "should be a number from 1 to 10000")]
    [InlineData("AUDITOR_ACTIVITY_DAYS", "91", "should be a number from 0 to 90")]
    [InlineData("AUDITOR_DENIAL_WINDOW_HOURS", "0", "should be a number from 1 to 168")]
    [InlineData("AUDITOR_DENIAL_MESSAGES_PER_HOUR", "0", "should be a number from 1 to 1000")]
    [InlineData("AUDITOR_CHAT", "yes", "should be true or false")]
    public void A_wrong_variable_is_named_with_what_it_may_be(string name, string value, string problem)
    {
        var error = Assert.Throws<RunCannotGoOnException>(() => Read(("AUDITOR_BUCKET", "reports"), (name, value)));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_bucket_there_is_nowhere_to_keep_anything() =>
        Assert.Equal(
            "the environment variable AUDITOR_BUCKET is not set: it is the name of the report bucket",
            Assert.Throws<RunCannotGoOnException>(() => Read()).Message);

    [Theory]
    [InlineData("512", 437_885_337UL)]
    [InlineData("96", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_heap_leaves_room_for_what_is_not_heap(string? memory, ulong? limit) =>
        Assert.Equal(limit, MemoryLimit.HeapLimit(memory));

    private static FunctionSettings Read(params (string Name, string Value)[] variables) =>
        FunctionSettings.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
