namespace Auditor.Pipeline.Collect;

/// <summary>The parts of a snapshot, as its readers and the audit tell them apart.</summary>
public enum SnapshotPart
{
    /// <summary>Who there is in the accounts, and what they hold; also whatever is none of the other parts.</summary>
    Accounts,

    /// <summary>The organization with its policies.</summary>
    Organization,

    /// <summary>Billing Conductor's resources.</summary>
    Inventory,

    /// <summary>Who called Billing Conductor.</summary>
    Activity,

    /// <summary>When principals last used a service.</summary>
    LastAccessed,
}
