namespace Auditor.Pipeline;

/// <summary>The run cannot go on. Hosts catch it in one place and show the message, which tells the user what to do.</summary>
/// <param name="message">Lower case, input in backticks, with the way out.</param>
/// <param name="innerException">What made it so, or null.</param>
public sealed class RunCannotGoOnException(string message, Exception? innerException = null) : Exception(message, innerException);
