namespace Auditor.Pipeline.Expect;

/// <summary>What a note about the configuration says.</summary>
public enum ExpectationNoteKind
{
    /// <summary>A pattern of an assignment or of the administrators matches no principal that was read.</summary>
    UnmatchedPattern = 0,

    /// <summary>No role of the permission set was read.</summary>
    UnmatchedPermissionSet = 1,

    /// <summary>No principal that was read carries the tag.</summary>
    UnmatchedTag = 2,

    /// <summary>A tag's value names something that is not among the assignment's profiles; it gives nothing.</summary>
    TagValueOutsideProfiles = 3,
}
