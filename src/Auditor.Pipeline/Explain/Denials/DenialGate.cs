namespace Auditor.Pipeline.Explain;

/// <summary>A setting of the account that refuses calls whatever the policies say.</summary>
public enum DenialGate
{
    /// <summary>Cost Explorer was never switched on in the account, or not for this member account.</summary>
    CostExplorerNotEnabled,

    /// <summary>The account's root user has not activated IAM access to billing information.</summary>
    BillingAccessNotActivated,
}
