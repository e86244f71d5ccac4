namespace Auditor.Aws.Collect;

/// <summary>How far a collection is.</summary>
/// <param name="Stage">What is being read, in words.</param>
/// <param name="Done">How many accounts are finished.</param>
/// <param name="Total">How many there are; 0 while nobody knows.</param>
public readonly record struct CollectProgress(string Stage, int Done, int Total);
