namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>Ways over Identity Center.</summary>
public sealed class IdentityCenterStepsTests
{
    private const string Rule = "BCA205";

    [Theory]
    [InlineData("sso:PutInlinePolicyToPermissionSet")]
    [InlineData("sso:AttachManagedPolicyToPermissionSet")]
    public void Permission_set_that_may_change_permission_sets_is_reported(string action)
    {
        var finding = new Estate().PermissionSet("Desk", role => role.Allow(action, "sso:ProvisionPermissionSet")).Audit().Only(Rule);

        Assert.Equal((action, "sso:Desk", 19), (finding.Draft.Matter, finding.Draft.Subject.Key, finding.Draft.Actions.Length));
        Assert.Contains("its own permission set", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sso:PutInlinePolicyToPermissionSet", "s3:*")]
    [InlineData("sso:ProvisionPermissionSet", "s3:*")]
    public void Change_without_provisioning_is_no_way(params string[] actions) => Assert.Empty(new Estate().PermissionSet("Desk", role => role.Allow(actions)).Audit().Of(Rule));

    [Fact]
    public void Permission_for_some_permission_sets_is_no_certainty() => Assert.Empty(new Estate().PermissionSet("Desk", role => role.Inline("own", Policy.Of(
        PolicyStatement.Allow("sso:*PermissionSet").On("arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-1111222233334444", "arn:aws:sso:::instance/*", "arn:aws:sso:::account/*")))).Audit().Of(Rule));

    [Fact]
    public void Ordinary_role_and_permission_set_of_a_member_account_cannot_come_back_by_Identity_Center() => Assert.Empty(new Estate()
        .Role("dev", role => role.Allow("sso:*")).PermissionSet("Desk", role => role.Allow("sso:*"), Estate.Member).Audit().Of(Rule));

    [Fact]
    public void Boundary_of_the_permission_set_stops_it() => Assert.Empty(new Estate().ManagedPolicy("limits", Policy.Allow("sso:*"))
        .PermissionSet("Desk", role => role.Allow("sso:*PermissionSet").Boundary("limits")).Audit().Of(Rule));

    [Fact]
    public void Permission_set_that_writes_can_be_assigned()
    {
        var finding = new Estate().PermissionSet("Desk", role => role.Allow("sso:CreateAccountAssignment")).PermissionSet("FinOps", role => role.Allow("billingconductor:DeleteBillingGroup")).Audit().Only(Rule);

        Assert.Equal(("sso:CreateAccountAssignment", "billingconductor:DeleteBillingGroup"), (finding.Draft.Matter, Assert.Single(finding.Draft.Actions)));
        Assert.Contains("permission set FinOps", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Permission_set_that_does_not_write_is_no_way() => Assert.Empty(new Estate()
        .PermissionSet("Desk", role => role.Allow("sso:CreateAccountAssignment")).PermissionSet("Readers", role => role.Allow("billingconductor:List*")).Audit().Of(Rule));
}
