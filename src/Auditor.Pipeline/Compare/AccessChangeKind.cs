namespace Auditor.Pipeline.Compare;

/// <summary>How access changed.</summary>
public enum AccessChangeKind : byte
{
    /// <summary>Not held before, held after.</summary>
    Gained,

    /// <summary>Held before, not held after.</summary>
    Lost,

    /// <summary>Held both times, on other resources or conditions; or one of the two is unknown.</summary>
    Changed,
}
