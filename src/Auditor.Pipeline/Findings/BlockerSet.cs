using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Findings;

/// <summary>Tells sets of blockers apart: by what stands in the way, not by how certain that is nor by where in its document it stands.</summary>
internal static class BlockerSet
{
    /// <summary>The set as a text, the same in whatever order its blockers are; empty where nothing is in the way.</summary>
    public static string KeyOf(ImmutableArray<Blocker> blockers) =>
        string.Join("; ", blockers.Select(KeyOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string KeyOf(Blocker blocker) => string.Join(
        ' ',
        ((string?[])[PolicyLayerNames.Of(blocker.Layer), blocker.IsExplicit ? "explicit" : "implicit", blocker.Policy?.Id, blocker.Statement?.Label, blocker.TargetId]).OfType<string>());
}
