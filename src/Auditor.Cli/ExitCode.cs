namespace Auditor.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Complete, nothing at or above the chosen severity.</summary>
    public const int Clean = 0;

    /// <summary>Could not run: bad arguments, unreadable configuration, nothing readable at all.</summary>
    public const int CouldNotRun = 1;

    /// <summary>Complete, with findings at or above the chosen severity.</summary>
    public const int Findings = 2;

    /// <summary>No such findings, but something could not be read.</summary>
    public const int Gaps = 3;
}
