namespace Auditor.Aws.Access;

/// <summary>The session policy that is passed unless another is chosen: whatever the role may do, its session can only read what an audit needs.</summary>
public static class ReadOnlySession
{
    /// <summary>The policy as JSON.</summary>
    public static string Policy { get; } =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[
        "iam:GetAccountAuthorizationDetails","iam:GetPolicy","iam:GetPolicyVersion","iam:SimulatePrincipalPolicy",
        "iam:GenerateServiceLastAccessedDetails","iam:GetServiceLastAccessedDetails",
        "billingconductor:ListBillingGroups","billingconductor:ListPricingPlans","billingconductor:ListPricingRules",
        "billingconductor:ListCustomLineItems","billingconductor:ListTagsForResource","cloudtrail:LookupEvents"],"Resource":"*"}]}
        """.ReplaceLineEndings("");
}
