namespace Auditor.Pipeline.Publish;

/// <summary>Sends a digest's message to whoever subscribed.</summary>
public interface IDigestPublisher
{
    /// <summary>Where messages go, e.g. the topic's ARN.</summary>
    string Destination { get; }

    /// <summary>Sends the message once and gives its id.</summary>
    /// <exception cref="RunCannotGoOnException">It was refused, or nobody can tell whether it was sent.</exception>
    Task<string> PublishAsync(NotificationMessage message, CancellationToken cancellationToken);
}
