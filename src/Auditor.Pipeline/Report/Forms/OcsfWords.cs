using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>The numbers of the schema with their words.</summary>
internal static class OcsfWords
{
    public static (int Id, string Name) ActivityOf(FindingStatus status) => status switch
    {
        FindingStatus.New => (1, "Create"),
        FindingStatus.Resolved => (3, "Close"),
        _ => (2, "Update"),
    };

    public static (int Id, string Name) SeverityOf(Severity severity) => severity switch
    {
        Severity.High => (4, "High"),
        Severity.Medium => (3, "Medium"),
        _ => (2, "Low"),
    };

    /// <summary>An open finding stays new, which means "yet to be reviewed": that somebody works at it is nothing that a snapshot tells.</summary>
    public static (int Id, string Name) StatusOf(FindingStatus status) => status switch
    {
        FindingStatus.Suppressed => (3, "Suppressed"),
        FindingStatus.Resolved => (4, "Resolved"),
        _ => (1, "New"),
    };

    /// <summary>What could not be read is no failure of anybody's: a warning says that the check gave no result.</summary>
    public static (int Id, string Name) ComplianceOf(Finding finding) => finding switch
    {
        { Status: FindingStatus.Resolved } => (1, "Pass"),
        { Rule: "BCA901" } => (2, "Warning"),
        _ => (3, "Fail"),
    };
}
