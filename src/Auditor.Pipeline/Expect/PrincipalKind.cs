namespace Auditor.Pipeline.Expect;

/// <summary>What sort of principal it is.</summary>
public enum PrincipalKind
{
    /// <summary>An ordinary role.</summary>
    Role = 0,

    /// <summary>A user.</summary>
    User = 1,

    /// <summary>A role that Identity Center made from a permission set.</summary>
    IdentityCenterRole = 2,

    /// <summary>A role that belongs to an AWS service.</summary>
    ServiceLinkedRole = 3,
}
