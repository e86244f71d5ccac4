namespace Auditor.Pipeline.Findings.Rules;

public sealed class ServiceControlPolicyBlocksTaskTests
{
    private const string Rule = "BCA301";
    private const string Viewer = "arn:aws:iam::*:role/viewer";
    private const string ViewProForma = """
        "profiles": { "pro-forma": { "tasks": ["view-pro-forma"] } }
        """;

    [Fact]
    public void Denied_need_in_a_member_account_is_reported()
    {
        var finding = InMember(Policy.Deny("ce:GetTags")).Audit().Only(Rule);

        Assert.Equal("ce:GetTags", finding.Draft.Matter);
        Assert.Equal(("scp", "p-guard"), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(Severity.High, finding.Severity);
        Assert.Equal(["viewer"], finding.Names());
        Assert.Equal(EstateOrganization.MemberUnit, Assert.Single(finding.Blockers).TargetId);
    }

    [Fact]
    public void Each_denied_action_is_a_matter() => Assert.Equal(
        ["ce:GetCostAndUsage", "ce:GetCostForecast", "ce:GetDimensionValues", "ce:GetTags"], InMember(
            Policy.Deny("ce:*")).Audit().Matters(Rule));

    [Fact]
    public void It_is_reported_even_if_the_identity_lacks_the_action_too() => Assert.Equal(["ce:GetTags"],
        InMember(Policy.Deny("ce:GetTags"), "billing:*", "ce:GetC*", "ce:GetD*").Audit().Matters(Rule));

    [Fact]
    public void Action_that_only_the_identity_lacks_is_not_reported() =>
        Assert.Empty(InMember(Policy.Deny("s3:*"), "billing:*").Audit().Of(Rule));

    [Fact]
    public void Allow_list_that_lacks_the_action_is_the_blocker()
    {
        var finding = InMember(
            Policy.Of(PolicyStatement.AllowAllBut("ce:GetTags"))).WithoutFullAccess(EstateOrganization.MemberUnit).Audit().Only(Rule);

        Assert.Equal(("p-guard", "ce:GetTags"), (finding.Draft.Subject.Key, finding.Draft.Matter));
        Assert.False(Assert.Single(finding.Blockers).IsExplicit);
    }

    [Fact]
    public void Level_without_any_policy_was_not_read_and_is_no_fault()
    {
        var report = InMember(Policy.Deny("ce:GetTags")).WithoutFullAccess(Estate.Member).Audit();

        Assert.Empty(report.Of(Rule));
        Assert.Equal(["scpUnreadable"], report.Matters("BCA901"));
    }

    [Fact]
    public void Conditional_deny_is_not_reported() => Assert.Empty(
        InMember(Policy.Of(PolicyStatement.Deny("ce:*").When("NotIpAddress", "aws:SourceIp", "203.0.113.0/24"))).Audit().Of(Rule));

    [Fact]
    public void Accounts_with_the_same_cause_are_one_finding()
    {
        var finding = InMember(Policy.Deny("ce:GetTags"))
            .Role("viewer", role => role.Allow("billing:*", "ce:*"), Estate.OtherMember).Audit().Only(Rule);

        Assert.Equal(2, finding.Principals.Length);
        Assert.Null(finding.Draft.Account);
    }

    [Fact]
    public void Service_control_policy_never_binds_the_payer() => Assert.Empty(
        new Estate().Scp("p-guard", Policy.Deny("ce:*"), EstateOrganization.Root)
            .Role("viewer", role => role.Allow("billing:*", "ce:*")).Configure(ViewProForma).Assign(Viewer, "pro-forma").Audit().Of(Rule));

    [Fact]
    public void Member_that_is_named_exactly_fails_by_its_account_and_not_by_the_policy() => Assert.Empty(
        new Estate().Scp("p-guard", Policy.Deny("billingconductor:*"), EstateOrganization.MemberUnit)
            .Role("viewer", role => role.Allow("billingconductor:*"), Estate.Member)
            .Assign(Estate.RoleArn("viewer", Estate.Member), "chargeback-analyst").Audit().Of(Rule));

    [Fact]
    public void Principal_without_profile_is_not_reported() => Assert.Empty(
        new Estate().Scp("p-guard", Policy.Deny("ce:*"), EstateOrganization.MemberUnit)
            .Role("viewer", role => role.Allow("ce:*"), Estate.Member).Configured().Audit().Of(Rule));

    [Fact]
    public void Policy_that_keeps_a_member_from_assuming_a_role_of_the_payer_is_reported()
    {
        var finding = Assuming(Policy.Deny("sts:AssumeRole"), Estate.RoleArn("pipeline", Estate.Member)).Audit().Only(Rule);

        Assert.Equal("sts:AssumeRole", finding.Draft.Matter);
        Assert.Equal("p-guard", finding.Draft.Subject.Key);
        Assert.Equal(Severity.High, finding.Severity);
        Assert.Equal([Estate.RoleArn("enroller")], finding.Draft.Resources);
        Assert.Equal(["pipeline"], finding.Names());
    }

    [Fact]
    public void Policy_that_denies_other_roles_only_is_not_reported() => Assert.Empty(
        Assuming(
            Policy.Of(PolicyStatement.Deny("sts:AssumeRole").On("arn:aws:iam::*:role/break-glass")),
            Estate.RoleArn("pipeline", Estate.Member)).Audit().Of(Rule));

    [Theory]
    [InlineData("*")]
    [InlineData("222233334444")]
    [InlineData("arn:aws:iam::222233334444:root")]
    public void Trust_that_names_no_single_principal_is_not_reported(string trusted) =>
        Assert.Empty(Assuming(Policy.Deny("sts:AssumeRole"), trusted).Audit().Of(Rule));

    [Fact]
    public void Trusted_principal_of_the_payer_is_not_bound() => Assert.Empty(
        Assuming(
            Policy.Deny("sts:AssumeRole"),
            Estate.RoleArn("pipeline")).Role("pipeline", role => role.Allow("sts:AssumeRole")).Audit().Of(Rule));

    [Fact]
    public void Role_without_profile_is_not_reported() => Assert.Empty(
        Assumable(Policy.Deny("sts:AssumeRole"), Policy.TrustOf(Estate.RoleArn("pipeline", Estate.Member))).Configured().Audit().Of(Rule));

    [Fact]
    public void Trust_that_denies_the_member_is_not_reported() => Assert.Empty(
        Assumable(Policy.Deny("sts:AssumeRole"), Policy.Json($$"""
            { "Statement": { "Effect": "Deny", "Principal": { "AWS": "{{Estate.RoleArn("pipeline", Estate.Member)}}" },
            "Action": "sts:AssumeRole" } }
            """)).Assign("arn:aws:iam::*:role/enroller", "account-enroller").Audit().Of(Rule));

    [Fact]
    public void Conditional_deny_of_assuming_is_not_reported() => Assert.Empty(
        Assuming(
            Policy.Of(PolicyStatement.Deny("sts:AssumeRole").When("StringNotEquals", "aws:SourceVpc", "vpc-1")),
            Estate.RoleArn("pipeline", Estate.Member)).Audit().Of(Rule));

    [Fact]
    public void Exception_for_the_member_principal_is_honoured() => Assert.Empty(
        Assuming(
            Policy.Of(PolicyStatement.Deny("sts:AssumeRole").When("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/pipeline")),
            Estate.RoleArn("pipeline", Estate.Member))
            .Audit().Of(Rule));

    [Theory]
    [InlineData("arn:aws:iam::222233334444:user/pipeline")]
    [InlineData("arn:aws:sts::222233334444:assumed-role/pipeline/night")]
    [InlineData("arn:aws:iam::222233334444:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_pipeline_0123456789abcdef")]
    public void Users_sessions_and_Identity_Center_roles_are_callers_too(string trusted) =>
        Assert.Single(Assuming(Policy.Deny("sts:AssumeRole"), trusted)
        .User("pipeline", user => user.Allow("sts:AssumeRole"), Estate.Member)
        .PermissionSet("pipeline", role => role.Allow("sts:AssumeRole"), Estate.Member)
        .Audit().Only(Rule).Principals);

    [Fact]
    public void Silent_level_over_the_caller_is_the_blocker()
    {
        var finding = Assuming(
            Policy.Allow("s3:*"),
            Estate.RoleArn("pipeline", Estate.Member)).WithoutFullAccess(EstateOrganization.MemberUnit).Audit().Only(Rule);

        Assert.Equal(("p-guard", "sts:AssumeRole"), (finding.Draft.Subject.Key, finding.Draft.Matter));
        Assert.False(Assert.Single(finding.Blockers).IsExplicit);
    }

    [Fact]
    public void Silent_level_of_several_policies_is_named_by_its_place()
    {
        var finding = Assuming(
            Policy.Allow("s3:*"),
            Estate.RoleArn("pipeline", Estate.Member)).Scp("p-more", Policy.Allow("ec2:*"), EstateOrganization.MemberUnit)
            .WithoutFullAccess(EstateOrganization.MemberUnit).Audit().Only(Rule);

        Assert.Equal(EstateOrganization.MemberUnit, finding.Draft.Subject.Key);
    }

    [Fact]
    public void Each_role_that_cannot_be_assumed_is_named() => Assert.Equal([Estate.RoleArn("enroller"), Estate.RoleArn("second")],
        Assuming(Policy.Deny("sts:AssumeRole"), Estate.RoleArn("pipeline", Estate.Member))
            .Role("second", role => role.Allow("billingconductor:*").Trust(Policy.TrustOf(Estate.RoleArn("pipeline", Estate.Member))))
            .Assign("arn:aws:iam::*:role/second", "abc-administrator").Audit().Only(Rule).Draft.Resources);

    [Fact]
    public void Caller_is_reported_whether_or_not_its_own_policies_allow() => Assert.Equal(["pipeline"],
        Assuming(
            Policy.Deny("sts:AssumeRole"),
            Estate.RoleArn("pipeline", Estate.OtherMember)).Role("pipeline", role => role, Estate.OtherMember).Audit().Only(Rule).Names());

    [Fact]
    public void Tags_of_the_payers_role_are_known_to_the_policy() => Assert.Empty(
        Assuming(
            Policy.Of(PolicyStatement.Deny("sts:AssumeRole").When("StringEquals", "aws:ResourceTag/door", "closed")),
            Estate.RoleArn("pipeline", Estate.Member)).Audit().Of(Rule));

    [Fact]
    public void Without_organization_nobody_knows_what_binds() => Assert.Empty(
        Assuming(Policy.Deny("sts:AssumeRole"), Estate.RoleArn("pipeline", Estate.Member)).WithoutOrganization().Audit().Of(Rule));

    [Fact]
    public void Caller_whose_account_was_not_read_is_not_reported() => Assert.Empty(
        Assuming(Policy.Deny("sts:AssumeRole"), Estate.RoleArn("pipeline", "444455556666")).Audit().Of(Rule));

    private static Estate InMember(Policy guard, params string[] allowed) => new Estate()
        .Scp("p-guard", guard, EstateOrganization.MemberUnit)
        .Role("viewer", role => role.Allow(allowed.Length == 0 ? ["billing:*", "ce:*"] : allowed), Estate.Member)
        .Configure(ViewProForma).Assign(Viewer, "pro-forma");

    private static Estate Assuming(Policy guard, string trusted) =>
        Assumable(guard, Policy.TrustOf(trusted)).Assign("arn:aws:iam::*:role/enroller", "account-enroller");

    private static Estate Assumable(Policy guard, Policy trust) => new Estate()
        .Scp("p-guard", guard, EstateOrganization.MemberUnit)
        .Role(
            "enroller",
            role =>
                role.Allow(
                    "billingconductor:ListAccountAssociations",
                    "billingconductor:AssociateAccounts",
                    "organizations:ListAccounts").Trust(trust))
        .Role("pipeline", role => role.Allow("sts:AssumeRole"), Estate.Member);
}
