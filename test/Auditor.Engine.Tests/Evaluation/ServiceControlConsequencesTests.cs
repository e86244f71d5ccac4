using static Auditor.Engine.Evaluation.Decide;

namespace Auditor.Engine.Evaluation;

/// <summary>What service control policies can and cannot do to Billing Conductor, which answers in the payer only.</summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html"/>,
/// <see href="https://docs.aws.amazon.com/billingconductor/latest/userguide/best-practices.html"/>.
/// </remarks>
public sealed class ServiceControlConsequencesTests
{
    private const string BillingConductor = "\"Action\":\"billingconductor:*\",\"Resource\":\"*\"";
    private const string RegionDeny = """
        "NotAction":["budgets:*","ce:*","cur:*","iam:*","organizations:*","pricing:*","sts:*"],"Resource":"*",
        "Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-central-1"]}}
        """;

    private static readonly Requests.AccessRequest List = Request(
        "billingconductor:ListBillingGroups", "*", ("aws:RequestedRegion", Requests.ContextValue.Of("us-east-1")));

    [Fact]
    public void Deny_of_Billing_Conductor_has_no_effect_on_the_payer() =>
        Assert.Equal(Decision.Allowed, At(ServiceControlExemption.ManagementAccount, List, "Deny", BillingConductor));

    [Fact]
    public void Deny_of_Billing_Conductor_binds_a_member_account() =>
        Assert.Equal(Decision.ExplicitDeny, At(ServiceControlExemption.None, List, "Deny", BillingConductor));

    [Theory]
    [InlineData("ce:GetCostAndUsage")]
    [InlineData("cur:DescribeReportDefinitions")]
    [InlineData("billing:GetBillingData")]
    [InlineData("budgets:ViewBudget")]
    public void Deny_of_a_pro_forma_service_binds_a_member_account(string action) =>
        Assert.Equal(
            Decision.ExplicitDeny,
            At(ServiceControlExemption.None, Request(action), "Deny", $"\"Action\":\"{action.Split(':')[0]}:*\",\"Resource\":\"*\""));

    [Fact]
    public void Region_deny_without_exemption_has_no_effect_on_the_payer() =>
        Assert.Equal(Decision.Allowed, At(ServiceControlExemption.ManagementAccount, List, "Deny", RegionDeny));

    [Fact]
    public void Region_deny_as_identity_policy_binds_the_payer() =>
        Assert.Equal(Decision.ExplicitDeny, Of(List, Allow(), Deny(RegionDeny)));

    [Fact]
    public void Region_deny_as_boundary_binds_the_payer() =>
        Assert.Equal(
            Decision.ExplicitDeny,
            AccessEvaluator.Evaluate(
                List,
                new PoliciesInEffect
                {
                    Identity = [Allow()],
                    Boundary = Policy(
                    Policies.PolicyType.PermissionsBoundary,
                    "Deny",
                    RegionDeny),
                    ServiceControlExemption = ServiceControlExemption.ManagementAccount
                }).Decision);

    [Fact]
    public void Deny_of_AssumeRole_into_the_payer_binds_the_member_account() =>
        Assert.Equal(
            Decision.ExplicitDeny,
            At(
                ServiceControlExemption.None,
                Request("sts:AssumeRole", "arn:aws:iam::999988887777:role/bg-ops"),
                "Deny",
                "\"Action\":\"sts:AssumeRole\",\"Resource\":\"arn:aws:iam::999988887777:role/*\""));

    [Theory]
    [InlineData(ServiceControlExemption.NoOrganization)]
    [InlineData(ServiceControlExemption.ConsolidatedBilling)]
    [InlineData(ServiceControlExemption.NotEnabled)]
    public void Organization_without_service_control_policies_evaluates_none(ServiceControlExemption exemption) =>
        Assert.Equal(Decision.Allowed, At(exemption, List, "Deny", BillingConductor));

    private static Decision At(ServiceControlExemption exemption, Requests.AccessRequest request, string effect, string rest) =>
        AccessEvaluator.Evaluate(
            request,
            new PoliciesInEffect
            {
                Identity = [Allow()],
                ServiceControlExemption = exemption,
                ServiceControlPolicies = [Level(
                "Allow", Everything, effect, rest)]
            }).Decision;
}
