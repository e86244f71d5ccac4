using System.Collections.Immutable;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Report;

/// <summary>A suppression that ends soon.</summary>
/// <param name="Suppression">The suppression.</param>
/// <param name="Findings">The ids of the findings that it holds for, in the report's order; never empty.</param>
/// <param name="IsAnnounced">True if an earlier run has told so.</param>
public sealed record ExpiringSuppression(Suppression Suppression, ImmutableArray<string> Findings, bool IsAnnounced);
