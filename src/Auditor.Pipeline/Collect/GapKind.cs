namespace Auditor.Pipeline.Collect;

/// <summary>What kind of thing could not be read.</summary>
public enum GapKind : byte
{
    /// <summary>Nothing of an account was read, or a call in it was refused.</summary>
    AccountUnread,

    /// <summary>A policy of an account is missing or has an error: it may allow and may deny anything.</summary>
    PolicyUnreadable,

    /// <summary>A service or resource control policy, or a level of the organization, could not be read.</summary>
    ScpUnreadable,

    /// <summary>A file, or a member of it, is not what it should be.</summary>
    FileUnreadable,

    /// <summary>A list ended before its last page.</summary>
    Truncated,
}
