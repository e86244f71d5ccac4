using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Auditor.Pipeline;
using Auditor.Pipeline.Publish;

namespace Auditor.Aws.Publish;

/// <summary>Sends digests to an SNS topic.</summary>
/// <param name="client">A client for the topic's Region; this publisher does not dispose it.</param>
/// <param name="topicArn">The topic's ARN.</param>
internal sealed class SnsPublisher(IAmazonSimpleNotificationService client, string topicArn) : IDigestPublisher
{
    /// <inheritdoc/>
    public string Destination => topicArn;

    /// <inheritdoc/>
    public async Task<string> PublishAsync(NotificationMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var request = new PublishRequest
        {
            TopicArn = topicArn,
            Subject = message.Subject,
            Message = message.Body,
            MessageStructure = "json",
            MessageAttributes = message.Attributes.ToDictionary(
                attribute => attribute.Name,
                attribute => new MessageAttributeValue { DataType = attribute.Type, StringValue = attribute.Value },
                StringComparer.Ordinal),
        };
        try
        {
            var response = await client.PublishAsync(request, cancellationToken).ConfigureAwait(false);
            // Whoever answered so has told nobody.
            return response.MessageId is { Length: > 0 } id
                ? id
                : throw new RunCannotGoOnException($"the digest cannot be published to `{topicArn}`: the answer names no message; is AWS_ENDPOINT_URL, or a proxy, in between?");
        }
        catch (Exception error) when (PublishFailure.IsFailure(error, cancellationToken))
        {
            throw PublishFailure.Of(error, "sns:Publish", topicArn, $"the digest cannot be published to `{topicArn}`");
        }
    }
}
