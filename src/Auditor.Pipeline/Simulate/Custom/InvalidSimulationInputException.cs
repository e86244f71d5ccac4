namespace Auditor.Pipeline.Simulate.Custom;

/// <summary>A simulation request that AWS would answer with <c>InvalidInput</c>; the message says what is wrong and where.</summary>
/// <remarks>Never leaves <see cref="CustomSimulator"/>: it becomes the answer.</remarks>
internal sealed class InvalidSimulationInputException(string message) : Exception(message);
