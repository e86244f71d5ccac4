namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The answer to an event is larger than Lambda takes: 6 MB and 100 bytes. Source: Lambda Developer Guide, "Lambda quotas",
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"/>.
/// </summary>
internal sealed class ResponseTooLargeException(string message) : Exception(message);
