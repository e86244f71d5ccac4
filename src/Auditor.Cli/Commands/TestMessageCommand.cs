using System.CommandLine;
using Auditor.Aws.Publish;
using Auditor.Cli.Text;
using Auditor.Pipeline.Publish;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor test-message</c>: does what is published arrive?</summary>
internal static class TestMessageCommand
{
    public static Command Create()
    {
        var publish = new PublishArguments();
        publish.Publish.Required = true;
        publish.Publish.Description = "The SNS topic that gets the message, by its ARN.";
        var owner = new Option<string?>("--owner") { Description = "Send what stands for this owner's digest, to try the filter of a subscription." };
        var command = new Command(
            "test-message",
            """
            Publish a message that says only that messages arrive, with the attributes of a digest, so that filters are tried too.

            Example:
              auditor test-message --publish arn:aws:sns:us-east-1:111122223333:audit --owner finops
            """)
        {
            publish.Publish,
            publish.Chat,
            owner,
        };
        command.SetAction((result, cancellationToken) => RunAsync(publish, result.GetValue(owner), result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(PublishArguments publish, string? owner, ParseResult result, CancellationToken cancellationToken)
    {
        var topic = result.GetRequiredValue(publish.Publish)!;
        var message = TestMessage.Compose(TimeProvider.System.GetUtcNow(), string.IsNullOrWhiteSpace(owner) ? null : owner, result.GetValue(publish.Chat));
        var id = await PublishTargets.Open(topic).PublishAsync(message, cancellationToken).ConfigureAwait(false);
        await result.InvocationConfiguration.Output.WriteLineAsync(Printable.Of($"published to {topic.Text} as message {id}")).ConfigureAwait(false);
        return ExitCode.Clean;
    }
}
