namespace Auditor.Pipeline.Publish;

/// <summary>A report could not be stored or published; the message says what to do, e.g. which permission is missing.</summary>
public sealed class PublishException : Exception
{
    /// <summary>With a message for people.</summary>
    public PublishException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for people and what caused it.</summary>
    public PublishException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
