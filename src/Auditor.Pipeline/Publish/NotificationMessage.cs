using System.Collections.Immutable;
using System.Text;

namespace Auditor.Pipeline.Publish;

/// <summary>A message as SNS takes it, with <c>MessageStructure</c> <c>json</c>: one text for each protocol. It keeps SNS's rules, see <see cref="NotificationRules"/>.</summary>
public sealed class NotificationMessage
{
    /// <summary>A message that SNS will take.</summary>
    /// <param name="subject">The subject of e-mails.</param>
    /// <param name="body">A JSON object with a text for each protocol and <c>default</c>.</param>
    /// <param name="attributes">The message attributes.</param>
    /// <exception cref="ArgumentException">SNS would refuse it; the message says why.</exception>
    public NotificationMessage(string subject, string body, ImmutableArray<NotificationAttributeValue> attributes)
    {
        NotificationRules.Check(subject, body, attributes);
        Subject = subject;
        Body = body;
        Attributes = attributes;
    }

    /// <summary>The subject of e-mails: 1 to 99 printable ASCII characters.</summary>
    public string Subject { get; }

    /// <summary>A JSON object with a text for each protocol.</summary>
    public string Body { get; }

    /// <summary>The message attributes, each name once.</summary>
    public ImmutableArray<NotificationAttributeValue> Attributes { get; }

    /// <summary>What SNS counts of a message: the body, and the attributes' names, types and values, in bytes of UTF-8.</summary>
    public static int SizeOf(string body, ImmutableArray<NotificationAttributeValue> attributes)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Encoding.UTF8.GetByteCount(body)
            + attributes.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Name) + Encoding.UTF8.GetByteCount(attribute.Type) + Encoding.UTF8.GetByteCount(attribute.Value));
    }
}
