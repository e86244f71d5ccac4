namespace Auditor.Function.Events;

/// <summary>An event of a known kind with a member that is not as it should be; the message names the member.</summary>
internal sealed class InvalidRequestException(string message) : Exception(message);
