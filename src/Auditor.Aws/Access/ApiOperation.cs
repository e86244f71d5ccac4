namespace Auditor.Aws.Access;

/// <summary>An operation that this product calls. Nothing else is ever asked of AWS.</summary>
/// <param name="Permission">The IAM action that allows the call; also its name in gaps and estimates.</param>
/// <param name="Rate">The allowance that it draws from.</param>
public sealed record ApiOperation(string Permission, ApiRate Rate)
{
    private static readonly ApiRate OrganizationsLists = new("organizations lists of children", 5, 8);
    private static readonly ApiRate OrganizationsPolicies = new("organizations lists of policies", 5, 8);
    private static readonly ApiRate BillingConductor = new("billingconductor", 5, 5);
    private static readonly ApiRate SecurityToken = new("sts", 20, 40);
    private static readonly ApiRate Iam = new("iam", 5, 10) { IsPerAccount = true };

    /// <summary>Who calls.</summary>
    public static ApiOperation GetCallerIdentity { get; } = new("sts:GetCallerIdentity", SecurityToken);

    /// <summary>Becomes a role of another account.</summary>
    public static ApiOperation AssumeRole { get; } = new("sts:AssumeRole", SecurityToken);

    /// <summary>The organization's id and payer.</summary>
    public static ApiOperation DescribeOrganization { get; } = new("organizations:DescribeOrganization", new ApiRate("DescribeOrganization", 1, 2));

    /// <summary>The root and the types of policy that are enabled.</summary>
    public static ApiOperation ListRoots { get; } = new("organizations:ListRoots", new ApiRate("ListRoots", 1, 2));

    /// <summary>All accounts.</summary>
    public static ApiOperation ListAccounts { get; } = new("organizations:ListAccounts", new ApiRate("ListAccounts", 8, 12));

    /// <summary>The accounts directly under a root or unit.</summary>
    public static ApiOperation ListAccountsForParent { get; } = new("organizations:ListAccountsForParent", OrganizationsLists);

    /// <summary>The units directly under a root or unit.</summary>
    public static ApiOperation ListOrganizationalUnitsForParent { get; } = new("organizations:ListOrganizationalUnitsForParent", OrganizationsLists);

    /// <summary>All policies of one type.</summary>
    public static ApiOperation ListPolicies { get; } = new("organizations:ListPolicies", OrganizationsPolicies);

    /// <summary>The policies attached directly to a root, unit or account.</summary>
    public static ApiOperation ListPoliciesForTarget { get; } = new("organizations:ListPoliciesForTarget", OrganizationsPolicies);

    /// <summary>Where a policy is attached.</summary>
    public static ApiOperation ListTargetsForPolicy { get; } = new("organizations:ListTargetsForPolicy", OrganizationsPolicies);

    /// <summary>What a policy says.</summary>
    public static ApiOperation DescribePolicy { get; } = new("organizations:DescribePolicy", new ApiRate("DescribePolicy", 2, 2));

    /// <summary>Every principal and policy of an account.</summary>
    public static ApiOperation GetAccountAuthorizationDetails { get; } = new("iam:GetAccountAuthorizationDetails", Iam);

    /// <summary>A managed policy that the details lack.</summary>
    public static ApiOperation GetPolicy { get; } = new("iam:GetPolicy", Iam);

    /// <summary>What it says.</summary>
    public static ApiOperation GetPolicyVersion { get; } = new("iam:GetPolicyVersion", Iam);

    /// <summary>Starts the report on what a principal has used.</summary>
    public static ApiOperation GenerateServiceLastAccessedDetails { get; } = new("iam:GenerateServiceLastAccessedDetails", Iam);

    /// <summary>Fetches that report.</summary>
    public static ApiOperation GetServiceLastAccessedDetails { get; } = new("iam:GetServiceLastAccessedDetails", Iam);

    /// <summary>Billing groups.</summary>
    public static ApiOperation ListBillingGroups { get; } = new("billingconductor:ListBillingGroups", BillingConductor);

    /// <summary>Pricing plans.</summary>
    public static ApiOperation ListPricingPlans { get; } = new("billingconductor:ListPricingPlans", BillingConductor);

    /// <summary>Pricing rules.</summary>
    public static ApiOperation ListPricingRules { get; } = new("billingconductor:ListPricingRules", BillingConductor);

    /// <summary>Custom line items.</summary>
    public static ApiOperation ListCustomLineItems { get; } = new("billingconductor:ListCustomLineItems", BillingConductor);

    /// <summary>The tags of one of them.</summary>
    public static ApiOperation ListTagsForResource { get; } = new("billingconductor:ListTagsForResource", BillingConductor);

    /// <summary>Who called Billing Conductor.</summary>
    public static ApiOperation LookupEvents { get; } = new("cloudtrail:LookupEvents", new ApiRate("LookupEvents", 2, 2));

    /// <summary>Every operation.</summary>
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        GetCallerIdentity,
        AssumeRole,
        DescribeOrganization,
        ListRoots,
        ListAccounts,
        ListAccountsForParent,
        ListOrganizationalUnitsForParent,
        ListPolicies,
        ListPoliciesForTarget,
        ListTargetsForPolicy,
        DescribePolicy,
        GetAccountAuthorizationDetails,
        GetPolicy,
        GetPolicyVersion,
        GenerateServiceLastAccessedDetails,
        GetServiceLastAccessedDetails,
        ListBillingGroups,
        ListPricingPlans,
        ListPricingRules,
        ListCustomLineItems,
        ListTagsForResource,
        LookupEvents,
    ];

    /// <summary>The operation that needs a permission.</summary>
    /// <exception cref="InvalidOperationException">This product calls no such operation.</exception>
    public static ApiOperation Find(string permission) => All.First(operation => operation.Permission == permission);
}
