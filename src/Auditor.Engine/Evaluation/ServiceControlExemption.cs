namespace Auditor.Engine.Evaluation;

/// <summary>Why service control policies do not apply to a principal.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html"/>.</remarks>
public enum ServiceControlExemption : byte
{
    /// <summary>They apply.</summary>
    None,

    /// <summary>The principal lives in the management account.</summary>
    ManagementAccount,

    /// <summary>The principal is a service-linked role.</summary>
    ServiceLinkedRole,

    /// <summary>The organization has consolidated billing only.</summary>
    ConsolidatedBilling,

    /// <summary>The organization has not enabled this type of policy.</summary>
    NotEnabled,

    /// <summary>The account belongs to no organization.</summary>
    NoOrganization,
}
