namespace Auditor.Pipeline.Findings;

/// <summary>Where a finding stands in its life.</summary>
public enum FindingStatus : byte
{
    /// <summary>The runs before did not report it, or nothing is remembered.</summary>
    New = 0,

    /// <summary>The run before reported it too.</summary>
    Open,

    /// <summary>It was resolved, or its suppression ended, and it occurs again.</summary>
    Reopened,

    /// <summary>It no longer occurs, and this run has read everything that it rested on.</summary>
    Resolved,

    /// <summary>It occurs, and the configuration accepts it for a time.</summary>
    Suppressed,
}

/// <summary>The words for it.</summary>
public static class FindingStatusWords
{
    /// <summary>Every status, in the order in which reports count them.</summary>
    public static IReadOnlyList<FindingStatus> All { get; } =
        [FindingStatus.New, FindingStatus.Reopened, FindingStatus.Open, FindingStatus.Suppressed, FindingStatus.Resolved];

    /// <summary>The word in reports.</summary>
    public static string Word(this FindingStatus status) => status switch
    {
        FindingStatus.New => "new",
        FindingStatus.Open => "open",
        FindingStatus.Reopened => "reopened",
        FindingStatus.Resolved => "resolved",
        _ => "suppressed",
    };

    /// <summary>The status of a word; null if it is none.</summary>
    public static FindingStatus? Parse(string? word) => All.Where(status => status.Word() == word).Cast<FindingStatus?>().FirstOrDefault();
}
