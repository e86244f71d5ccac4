using System.Collections.Immutable;

namespace Auditor.Pipeline.Explain;

/// <summary>A denial that AWS reported, beside what the snapshot's policies say.</summary>
/// <param name="Denial">What AWS said.</param>
/// <param name="Count">How many denials of the input were this one.</param>
/// <param name="Explanation">What is found; null if it could not be looked for.</param>
/// <param name="Problem">Why it could not be looked for; null if it was.</param>
/// <param name="Agrees">Whether AWS's reason is among what is found; null where AWS gives none, or none that can be compared.</param>
/// <param name="Comparison">AWS's words against ours, and why they may differ; each a sentence part.</param>
public sealed record DenialAnswer(Denial Denial, int Count, Explanation? Explanation, string? Problem, bool? Agrees, ImmutableArray<string> Comparison);
