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
    public static string Title(GapKind kind) => kind switch
    {
        GapKind.AccountUnread => "Accounts could not be read",
        GapKind.PolicyUnreadable => "Policies could not be read",
        GapKind.ScpUnreadable => "Organization policies could not be read",
        GapKind.FileUnreadable => "Files could not be read",
        GapKind.SimulationUnanswered => "AWS's simulator did not answer",
        _ => "Files are cut off",
    };
}
