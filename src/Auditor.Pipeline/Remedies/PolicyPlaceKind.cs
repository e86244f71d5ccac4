namespace Auditor.Pipeline.Remedies;

/// <summary>The kinds of places in which a policy lives; each is changed by other calls.</summary>
public enum PolicyPlaceKind : byte
{
    /// <summary>Embedded in a role.</summary>
    Role,

    /// <summary>Embedded in a user.</summary>
    User,

    /// <summary>Embedded in a group.</summary>
    Group,

    /// <summary>The inline policy of a permission set of Identity Center, which writes it into the set's role in every account.</summary>
    PermissionSet,

    /// <summary>A managed policy of the account.</summary>
    CustomerManaged,

    /// <summary>A managed policy that only AWS can change; it can be detached.</summary>
    AwsManaged,

    /// <summary>A service control policy.</summary>
    ServiceControlPolicy,

    /// <summary>A resource control policy.</summary>
    ResourceControlPolicy,
}
