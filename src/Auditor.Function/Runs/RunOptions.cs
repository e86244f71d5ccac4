using Auditor.Pipeline;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Runs;

/// <summary>What a run's audit is asked to do: the same in every invocation that works on it.</summary>
internal static class RunOptions
{
    /// <summary>The options, without what the run before left.</summary>
    /// <exception cref="RunCannotGoOnException">The configuration cannot be used.</exception>
    public static async Task<AuditOptions> OfAsync(RunRecord run, FunctionSettings settings, IReportStore store, string configKey, CancellationToken inTime)
    {
        var configuration = await StoredConfiguration.ReadAsync(store, configKey, inTime).ConfigureAwait(false);
        return new AuditOptions
        {
            IsRemembered = run.IsWhole,
            AsOf = run.StartedAt,
            Configuration = configuration,
            ConfigurationName = configuration is null ? null : settings.ConfigKey.Split('/')[^1],
            Parallelism = Environment.ProcessorCount,
            ListAll = !run.Request.Principals.IsEmpty,
            ToolVersion = FunctionVersion.Text,
        };
    }
}
