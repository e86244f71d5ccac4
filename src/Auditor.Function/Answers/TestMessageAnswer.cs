using Auditor.Function.Events;
using Auditor.Pipeline;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Answers;

/// <summary>Publishes a test message and says so.</summary>
internal sealed class TestMessageAnswer(IDigestPublisher? publisher, FunctionSettings settings, TimeProvider clock)
{
    /// <exception cref="RunCannotGoOnException">There is no topic, or it refused the message.</exception>
    public async Task<ReadOnlyMemory<byte>> OfAsync(TestMessageRequest request)
    {
        if (publisher is null)
            throw new RunCannotGoOnException("there is no topic to publish to: set AUDITOR_TOPIC_ARN");
        var message = TestMessage.Compose(clock.GetUtcNow(), request.Owner, settings.IsChat);
        var id = await publisher.PublishAsync(message, CancellationToken.None).ConfigureAwait(false);
        return AnswerJson.Write(writer =>
        {
            writer.WriteString("destination", publisher.Destination);
            writer.WriteString("messageId", id);
        });
    }
}
