namespace Auditor.Engine.Catalog;

/// <summary>What an action does to its resource, as AWS classifies it; a name such as ListBillingGroups may be a Read.</summary>
/// <remarks>
/// Source: IAM User Guide, "Access levels in policy summaries",
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html"/>.
/// Where the raw data give two levels, the catalogue holds the stricter one.
/// </remarks>
public enum AccessLevel
{
    /// <summary>Shows that resources exist, not what they contain.</summary>
    List,

    /// <summary>Shows what resources contain.</summary>
    Read,

    /// <summary>Creates, changes or deletes resources.</summary>
    Write,

    /// <summary>Changes only tags.</summary>
    Tagging,

    /// <summary>Grants or changes permissions.</summary>
    PermissionsManagement,
}
