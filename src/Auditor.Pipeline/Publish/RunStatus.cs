namespace Auditor.Pipeline.Publish;

/// <summary>How a run ended, in the order of the command line's exit codes: findings before gaps.</summary>
public enum RunStatus : byte
{
    /// <summary>Everything was read and nothing was found.</summary>
    Clean = 0,

    /// <summary>Nothing was found, but something could not be read.</summary>
    Partial,

    /// <summary>Something was found; there may be gaps too.</summary>
    Findings,

    /// <summary>No account could be read: the digest says nothing about anybody.</summary>
    Failed,
}

/// <summary>The words for it.</summary>
public static class RunStatusWords
{
    /// <summary>The word in digests and in message attributes.</summary>
    public static string Word(this RunStatus status) => status switch
    {
        RunStatus.Clean => "clean",
        RunStatus.Partial => "partial",
        RunStatus.Findings => "findings",
        _ => "failed",
    };
}
