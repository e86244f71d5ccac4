namespace Auditor.Pipeline.Publish;

/// <summary>How much of a digest is written out. Lists are whole or left out and counted, never cut in the middle.</summary>
public enum DigestDetail : byte
{
    /// <summary>Findings, gaps and notes.</summary>
    Everything = 0,

    /// <summary>Gaps and notes; findings are only counted.</summary>
    WithoutFindings,

    /// <summary>Findings, gaps and notes are only counted.</summary>
    CountsOnly,
}
