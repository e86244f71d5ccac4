using Auditor.Engine;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Simulate;

namespace Auditor.Cli.Text;

/// <summary>What stands in the way, a line each.</summary>
internal static class BlockerText
{
    /// <summary>The lines, numbered; a document that could not be read, which may deny and may fail to allow, is one thing in the way.</summary>
    public static IEnumerable<string> Lines(IReadOnlyCollection<Blocker> blockers)
    {
        var unreadable = blockers.Where(blocker => blocker.Statement is { IsUnreadable: true }).Select(blocker => (blocker.Layer, blocker.TargetId, blocker.Policy)).ToHashSet();
        return blockers
            .Where(blocker => blocker.IsExplicit || blocker.Certainty == Truth.Yes || !unreadable.Contains((blocker.Layer, blocker.TargetId, blocker.Policy)))
            .Select((blocker, index) => $"{index + 1}. {Of(blocker)}");
    }

    /// <summary>Where the statement stands, after the policy's name; nothing for a document that could not be read as a whole.</summary>
    public static string PlaceOf(Statement statement) => statement.IsOfWholeDocument ? "" : $", statement {statement.Label} ({statement.Start})";

    private static string Of(Blocker blocker) =>
        $"{PolicyLayerNames.Of(blocker.Layer)}, {KindOf(blocker)}"
        + (blocker.TargetId is null ? "" : $", at {blocker.TargetId}")
        // A level that could not be read as a whole has no policy to name.
        + (blocker.Policy is null || blocker.Policy.Id == blocker.TargetId ? "" : $", {blocker.Policy.Id}")
        + (blocker.Statement is null ? "" : PlaceOf(blocker.Statement));

    private static string KindOf(Blocker blocker) => blocker.Statement is { IsUnreadable: true }
        ? "unreadable"
        : (blocker.IsExplicit ? "explicit" : "implicit") + (blocker.Certainty == Truth.Yes ? "" : ", perhaps");
}
