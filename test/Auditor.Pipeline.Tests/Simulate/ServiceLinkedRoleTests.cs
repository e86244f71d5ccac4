using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Simulate;

/// <summary>Service control policies never bind service-linked roles: it does not matter whether anybody knows them.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html"/>.</remarks>
public sealed class ServiceLinkedRoleTests
{
    private const string Arn = "arn:aws:iam::222233334444:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX";
    private const string Costs = "ce:GetCostForecast";

    [Fact]
    public void Unknown_service_control_policies_matter_to_roles_and_not_to_service_linked_ones()
    {
        var estate = Estate().ManagementAccount(Findings.Estate.Payer);
        Assert.Equal(Decision.Allowed, estate.Explain(Arn, Costs).Decision);
        Assert.Equal(Decision.Conditional, estate.Explain(Findings.Estate.RoleArn("ops", Findings.Estate.Member), Costs).Decision);
    }

    [Fact]
    public void Whether_the_account_is_the_payer_matters_to_both()
    {
        Assert.Equal(Decision.Conditional, Estate().Explain(Arn, Costs).Decision);
        Assert.Equal(Decision.Conditional, Estate().Explain(Findings.Estate.RoleArn("ops", Findings.Estate.Member), Costs).Decision);
    }

    private static Estate Estate() => new Estate().WithoutOrganization()
        .ServiceLinkedRole("AWSServiceRoleForX", "x", role => role.Inline("all", Policy.Allow("ce:*")), Findings.Estate.Member)
        .Role("ops", role => role.Inline("all", Policy.Allow("ce:*")), Findings.Estate.Member);
}
