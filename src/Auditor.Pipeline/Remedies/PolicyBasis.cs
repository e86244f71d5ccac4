namespace Auditor.Pipeline.Remedies;

/// <summary>From what a least-privilege policy is made.</summary>
public enum PolicyBasis
{
    /// <summary>What the profiles require.</summary>
    Profiles = 0,

    /// <summary>What the activity shows the principal to have used.</summary>
    Activity,

    /// <summary>What the principal holds today; where it has profiles, of that only what they permit.</summary>
    Held,
}
