namespace Auditor.Cli;

/// <summary>The run cannot go on; the message tells the user what to do.</summary>
internal sealed class RunCannotGoOnException(string message) : Exception(message);
