namespace Auditor.Aws.Collect;

/// <summary>How often one operation is called at most.</summary>
/// <param name="Operation">The operation, by the permission that it needs.</param>
/// <param name="Calls">How often.</param>
/// <param name="Why">What the number rests on, in a few words.</param>
public sealed record EstimatedCalls(string Operation, int Calls, string Why);
