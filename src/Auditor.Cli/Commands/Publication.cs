using System.CommandLine;
using Auditor.Aws.Publish;
using Auditor.Cli.Text;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;

namespace Auditor.Cli.Commands;

/// <summary>Keeps and publishes a report as <see cref="PublishArguments"/> say, and tells the user in one line.</summary>
internal static class Publication
{
    /// <summary>Does nothing where no store is named.</summary>
    /// <returns>False if another run is at it: nobody knows whether that one will have told anybody.</returns>
    public static async Task<bool> RunAsync(PublishArguments arguments, ParseResult result, AuditReport report, CancellationToken cancellationToken)
    {
        if (result.GetValue(arguments.Store) is not { } location)
            return true;
        var topic = result.GetValue(arguments.Publish);
        var run = new PublishRun(
            PublishTargets.Open(location, TimeProvider.System), topic is null ? null : PublishTargets.Open(topic), TimeProvider.System)
        {
            IsAlways = result.GetValue(arguments.Notify) == "always",
            Attempt = $"{Environment.MachineName} {Environment.ProcessId}",
        };
        var published = await run.RunAsync(report, result.GetValue(arguments.Chat), cancellationToken).ConfigureAwait(false);
        await result.InvocationConfiguration.Error.WriteLineAsync(Printable.Of(Describe(published, topic))).ConfigureAwait(false);
        return published.Outcome != PublishOutcome.PublishedElsewhere;
    }

    private static string Describe(PublishResult published, TopicArn? topic) => $"stored {published.ReportUri}" + published.Outcome switch
    {
        PublishOutcome.Published => $", published to {topic!.Text} as message {published.MessageId}",
        PublishOutcome.AlreadyPublished => $"; this report was published to {topic!.Text} before, so it is not sent again",
        PublishOutcome.NothingNew => "; nothing is new, so nobody is told",
        PublishOutcome.PublishedElsewhere => $"; another run is publishing this report to {topic!.Text}, so it is not sent again",
        _ => "",
    };
}
