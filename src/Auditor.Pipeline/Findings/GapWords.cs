using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Findings;

/// <summary>The words for kinds of gaps.</summary>
internal static class GapWords
{
    /// <summary>The word in reports.</summary>
    public static string Of(GapKind kind) => kind switch
    {
        GapKind.AccountUnread => "accountUnread",
        GapKind.PolicyUnreadable => "policyUnreadable",
        GapKind.ScpUnreadable => "scpUnreadable",
        GapKind.FileUnreadable => "fileUnreadable",
        GapKind.SimulationUnanswered => "simulationUnanswered",
        _ => "truncated",
    };

    /// <summary>For people.</summary>
    /// <param name="gaps">Some of one kind; at least one.</param>
    public static string Title(IEnumerable<Gap> gaps) => gaps.First().Kind switch
    {
        // Where who there is in an account is not known, nothing else matters.
        GapKind.AccountUnread => WordsFor(gaps.Min(gap => gap.Part)) + " could not be read",
        GapKind.PolicyUnreadable => "Policies could not be read",
        GapKind.ScpUnreadable => "Organization policies could not be read",
        GapKind.FileUnreadable => "Files could not be read",
        GapKind.SimulationUnanswered => "AWS's simulator did not answer",
        _ => "Files are cut off",
    };

    /// <summary>An account may have been read, and something else that is asked for in it not.</summary>
    private static string WordsFor(SnapshotPart part) => part switch
    {
        SnapshotPart.Organization => "The organization",
        SnapshotPart.Inventory => "Billing Conductor's resources",
        SnapshotPart.Activity => "The activity",
        SnapshotPart.LastAccessed => "Services last used",
        _ => "Accounts",
    };
}
