namespace Auditor.Pipeline.Collect;

/// <summary>What sort of thing could not be read.</summary>
public enum GapKind : byte
{
    /// <summary>An account of the organization that is not in the snapshot, or a call in it that AWS refused.</summary>
    AccountUnread,

    /// <summary>An identity-based, boundary or trust policy with an error, or one that is named but not there.</summary>
    PolicyUnreadable,

    /// <summary>A service or resource control policy with an error, or a level of the organization whose policies are not known.</summary>
    ScpUnreadable,

    /// <summary>A file, or an entry of it, that is not what it should be.</summary>
    FileUnreadable,

    /// <summary>A list that AWS gave in pages, of which not all are there.</summary>
    Truncated,

    /// <summary>AWS's simulator was to be asked about a principal and did not answer; the embedded engine did.</summary>
    SimulationUnanswered,
}
