namespace Auditor.Pipeline.Inventory;

/// <summary>Who wrote a policy and where it lives.</summary>
public enum PolicyOrigin : byte
{
    /// <summary>Embedded in a role, a user or a group.</summary>
    Inline,

    /// <summary>A managed policy of the account.</summary>
    CustomerManaged,

    /// <summary>A managed policy that AWS writes and changes.</summary>
    AwsManaged,
}
