using Auditor.Aws.Access;
using Auditor.Aws.Collect;
using Auditor.Aws.Publish;
using Auditor.Pipeline;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Function;

/// <summary>What the template sets: the environment variables that begin with <c>AUDITOR_</c>.</summary>
internal sealed record FunctionSettings
{
    private const int MostPrincipals = 10_000;
    private const int MostParallelism = 64;
    private const int MostContinuations = 100;
    private const int LongestMargin = 600;
    private const int MostHours = 168;
    private const int MostMessages = 1_000;

    /// <summary>The bucket that keeps reports, state and checkpoints.</summary>
    public required string Bucket { get; init; }

    /// <summary>The topic that digests are published to; null only stores them.</summary>
    public TopicArn? Topic { get; init; }

    /// <summary>The configuration's key in the bucket; there need not be one.</summary>
    public string ConfigKey { get; init; } = "config/auditor.json";

    /// <summary>The role to assume in every other account.</summary>
    public string RoleName { get; init; } = AwsAccessOptions.DefaultRoleName;

    /// <summary>The external id that the role asks for, or null.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Which simulator answers, unless a request names another.</summary>
    public SimulatorMode Simulator { get; init; } = SimulatorMode.Both;

    /// <summary>How many principals AWS's simulator is asked about as a witness.</summary>
    public int Sample { get; init; } = SimulationSample.Default;

    /// <summary>How many accounts are read at once.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>How many days of events are read.</summary>
    public int ActivityDays { get; init; } = CollectOptions.MostActivityDays;

    /// <summary>Whether IAM is asked which services were used.</summary>
    public bool LastAccessed { get; init; }

    /// <summary>Whether <c>https</c> subscriptions get chat notifications.</summary>
    public bool IsChat { get; init; }

    /// <summary>Whether every run is told; otherwise only what has changed.</summary>
    public bool NotifiesAlways { get; init; }

    /// <summary>How long before the deadline work stops, so that there is time to save it.</summary>
    public TimeSpan DeadlineMargin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a run may invoke the function again to go on.</summary>
    public int MaxContinuations { get; init; } = 10;

    /// <summary>How old the last audit's snapshot may be, so that an explanation reads only the principal's own account anew.</summary>
    public TimeSpan SnapshotMaxAge { get; init; } = TimeSpan.FromHours(30);

    /// <summary>For how long the same denial is told once only.</summary>
    public TimeSpan DenialWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How many messages about denials are sent in an hour at most.</summary>
    public int DenialMessagesPerHour { get; init; } = 10;

    /// <summary>The name of the function's own role, whose denials are told by the report's gaps; null if nobody says.</summary>
    public string? OwnRole { get; init; }

    /// <summary>The namespace of the metrics.</summary>
    public string MetricsNamespace { get; init; } = "Auditor";

    /// <summary>The value of the metrics' dimension <c>Stack</c>.</summary>
    public string Stack { get; init; } = "auditor";

    /// <summary>Reads the settings.</summary>
    /// <param name="variable">Gives a variable's value, or null.</param>
    /// <exception cref="RunCannotGoOnException">A variable is missing or wrong; the message names it and what it may be.</exception>
    public static FunctionSettings Read(Func<string, string?> variable)
    {
        var values = new SettingReader(variable);
        var defaults = new FunctionSettings { Bucket = values.Required("AUDITOR_BUCKET", "the name of the report bucket") };
        return defaults with
        {
            Topic = values.Parsed("AUDITOR_TOPIC_ARN", text => (TopicArn.Parse(text, out var error), error)),
            ConfigKey = values.Text("AUDITOR_CONFIG_KEY") ?? defaults.ConfigKey,
            RoleName = values.Text("AUDITOR_ROLE_NAME") ?? defaults.RoleName,
            ExternalId = values.Text("AUDITOR_EXTERNAL_ID"),
            Simulator = values.Word<SimulatorMode>("AUDITOR_SIMULATOR", mode => mode.Word()) ?? defaults.Simulator,
            Sample = values.Number("AUDITOR_SAMPLE", 1, MostPrincipals) ?? defaults.Sample,
            Parallelism = values.Number("AUDITOR_PARALLELISM", 1, MostParallelism) ?? defaults.Parallelism,
            ActivityDays = values.Number("AUDITOR_ACTIVITY_DAYS", 0, CollectOptions.MostActivityDays) ?? defaults.ActivityDays,
            LastAccessed = values.Flag("AUDITOR_LAST_ACCESSED") ?? defaults.LastAccessed,
            IsChat = values.Flag("AUDITOR_CHAT") ?? defaults.IsChat,
            NotifiesAlways = values.Flag("AUDITOR_NOTIFY_ALWAYS") ?? defaults.NotifiesAlways,
            DeadlineMargin = values.Number("AUDITOR_DEADLINE_MARGIN", 1, LongestMargin) is { } seconds ? TimeSpan.FromSeconds(seconds) : defaults.DeadlineMargin,
            MaxContinuations = values.Number("AUDITOR_MAX_CONTINUATIONS", 0, MostContinuations) ?? defaults.MaxContinuations,
            SnapshotMaxAge = values.Number("AUDITOR_SNAPSHOT_MAX_AGE_HOURS", 0, MostHours) is { } age ? TimeSpan.FromHours(age) : defaults.SnapshotMaxAge,
            DenialWindow = values.Number("AUDITOR_DENIAL_WINDOW_HOURS", 1, MostHours) is { } window ? TimeSpan.FromHours(window) : defaults.DenialWindow,
            DenialMessagesPerHour = values.Number("AUDITOR_DENIAL_MESSAGES_PER_HOUR", 1, MostMessages) ?? defaults.DenialMessagesPerHour,
            OwnRole = values.Text("AUDITOR_FUNCTION_ROLE"),
            MetricsNamespace = values.Text("AUDITOR_METRICS_NAMESPACE") ?? defaults.MetricsNamespace,
            Stack = values.Text("AUDITOR_STACK") ?? defaults.Stack,
        };
    }

    /// <summary>How the organization is reached.</summary>
    public AwsAccessOptions Access(string sessionName) => new() { RoleName = RoleName, ExternalId = ExternalId, SessionName = sessionName };
}
