using System.Collections.Immutable;
using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Simulate;

public sealed class AuditContextTests
{
    private const string Group = "arn:aws:billingconductor::111122223333:billinggroup/abcd1234ef";
    private static readonly DateTimeOffset AsOf = new(2026, 11, 24, 8, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("aws:PrincipalArn", "arn:aws:iam::111122223333:role/finops/reader")]
    [InlineData("AWS:principalarn", "arn:aws:iam::111122223333:role/finops/reader")]
    [InlineData("aws:PrincipalAccount", "111122223333")]
    [InlineData("aws:PrincipalType", "AssumedRole")]
    [InlineData("aws:PrincipalOrgID", "o-a1b2c3d4e5")]
    [InlineData("aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/")]
    [InlineData("aws:ResourceOrgID", "o-a1b2c3d4e5")]
    [InlineData("aws:ResourceAccount", "111122223333")]
    [InlineData("aws:RequestedRegion", "us-east-1")]
    [InlineData("aws:SecureTransport", "true")]
    [InlineData("aws:ViaAWSService", "false")]
    [InlineData("aws:PrincipalIsAWSService", "false")]
    [InlineData("aws:CurrentTime", "2026-11-24T08:30:00Z")]
    [InlineData("aws:EpochTime", "1795509000")]
    [InlineData("aws:PrincipalTag/team", "finops")]
    [InlineData("aws:PrincipalTag/TEAM", "finops")]
    public void Key_that_the_snapshot_tells_is_known(string key, string value) =>
        Assert.Equal([value], Get(key).Values);

    [Theory]
    [InlineData("aws:username")]
    [InlineData("aws:PrincipalTag/other")]
    [InlineData("s3:prefix")]
    [InlineData("iam:PassedToService")]
    [InlineData("billingconductor:PricingPlanArn")]
    [InlineData("aws:RequestTag/team")]
    [InlineData("aws:TagKeys")]
    [InlineData("aws:CalledVia")]
    [InlineData("aws:CalledViaFirst")]
    [InlineData("aws:SourceArn")]
    [InlineData("aws:SourceAccount")]
    [InlineData("aws:SourceOrgID")]
    [InlineData("aws:SourceOrgPaths")]
    [InlineData("aws:PrincipalServiceName")]
    [InlineData("aws:PrincipalServiceNamesList")]
    public void Key_that_the_request_cannot_carry_is_absent(string key) =>
        Assert.Equal(ContextKnowledge.Absent, Get(key).Knowledge);

    [Theory]
    [InlineData("aws:SourceIp")]
    [InlineData("aws:SourceVpc")]
    [InlineData("aws:SourceVpce")]
    [InlineData("aws:MultiFactorAuthPresent")]
    [InlineData("aws:MultiFactorAuthAge")]
    [InlineData("aws:TokenIssueTime")]
    [InlineData("aws:SourceIdentity")]
    [InlineData("aws:userid")]
    [InlineData("aws:UserAgent")]
    [InlineData("aws:IsMcpServiceAction")]
    [InlineData("aws:ViaAWSMCPService")]
    [InlineData("aws:CalledViaAWSMCP")]
    [InlineData("aws:ResourceTag/team")]
    [InlineData("ec2:SourceInstanceArn")]
    [InlineData("identitystore:UserId")]
    [InlineData("identitystore:IdentityStoreArn")]
    [InlineData("identitycenter:ApplicationArn")]
    [InlineData("identitycenter:CredentialId")]
    [InlineData("IdentityCenter:InstanceArn")]
    public void Key_that_only_the_call_tells_is_unknown(string key) =>
        Assert.Equal(ContextKnowledge.Unknown, Get(key).Knowledge);

    [Fact]
    public void Resource_tag_of_an_action_without_resource_type_is_absent() =>
        Assert.Equal(ContextKnowledge.Absent, Get("aws:ResourceTag/team", "billingconductor:ListBillingGroups", "*").Knowledge);

    [Theory]
    [InlineData("billingconductor:CreateBillingGroup", "aws:RequestTag/team")]
    [InlineData("billingconductor:TagResource", "aws:TagKeys")]
    [InlineData("billingconductor:UpdateBillingTransferPreference", "billingconductor:pricingplanarn")]
    public void Key_that_the_actions_row_lists_is_unknown(string action, string key) =>
        Assert.Equal(ContextKnowledge.Unknown, Get(key, action).Knowledge);

    [Fact]
    public void Resource_tags_that_the_inventory_has_are_known_and_others_absent()
    {
        var tags = ImmutableDictionary<string, string>.Empty.Add("team", "billing");
        var context = new AuditContext(Caller(), Action("billingconductor:UpdateBillingGroup"), Group, tags);
        Assert.Equal(["billing"], context.Get("aws:ResourceTag/Team").Values);
        Assert.Equal(ContextKnowledge.Absent, context.Get("aws:ResourceTag/env").Knowledge);
    }

    [Theory]
    [InlineData("sts:AssumeRole", "iam:ResourceTag/Team", ContextKnowledge.Known)]
    [InlineData("sts:AssumeRole", "iam:ResourceTag/env", ContextKnowledge.Absent)]
    [InlineData("iam:PutRolePolicy", "IAM:resourcetag/team", ContextKnowledge.Known)]
    [InlineData("billingconductor:UpdateBillingGroup", "iam:ResourceTag/team", ContextKnowledge.Absent)]
    public void Tags_of_a_role_go_by_two_names(string action, string key, ContextKnowledge knowledge)
    {
        var tags = ImmutableDictionary<string, string>.Empty.Add("team", "billing");
        Assert.Equal(knowledge, new AuditContext(Caller(), Action(action), "arn:aws:iam::111122223333:role/ops", tags).Get(key).Knowledge);
    }

    [Fact]
    public void Tags_of_a_role_that_nobody_has_read_are_unknown() =>
        Assert.Equal(ContextKnowledge.Unknown, Get("iam:ResourceTag/team", "sts:AssumeRole", "arn:aws:iam::999988887777:role/ops").Knowledge);

    [Theory]
    [InlineData("Team", "billing", true)]
    [InlineData("Team", "finops", false)]
    [InlineData("other", "finops", true)]
    public void Of_tags_that_differ_in_case_nobody_knows_which_one_counts(string second, string value, bool isKnown)
    {
        var tags = ImmutableDictionary<string, string>.Empty.Add("team", "billing").Add(second, value);
        ContextKnowledge expected = isKnown ? ContextKnowledge.Known : ContextKnowledge.Unknown;
        Assert.Equal(expected, new AuditContext(Caller(), Action("billingconductor:UpdateBillingGroup"), Group, tags).Get("aws:ResourceTag/team").Knowledge);
        Assert.Equal(expected, Get("aws:PrincipalTag/team", caller: Caller() with { Tags = tags }).Knowledge);
    }

    [Theory]
    [InlineData("pricing:GetProducts")]
    [InlineData("sts:AssumeRole")]
    [InlineData("cloudwatch:PutMetricAlarm")]
    public void Region_of_a_service_with_regions_is_unknown(string action) =>
        Assert.Equal(ContextKnowledge.Unknown, Get("aws:RequestedRegion", action).Knowledge);

    [Theory]
    [InlineData("ce:GetCostAndUsage")]
    [InlineData("bcm-data-exports:ListExports")]
    [InlineData("organizations:ListAccounts")]
    [InlineData("iam:PassRole")]
    public void Region_of_a_global_service_is_us_east_1(string action) =>
        Assert.Equal(["us-east-1"], Get("aws:RequestedRegion", action).Values);

    [Fact]
    public void Session_tags_that_the_trust_policy_lets_in_are_unknown() =>
        Assert.Equal(ContextKnowledge.Unknown, Get("aws:PrincipalTag/other", caller: Caller() with { TakesSessionTags = true }).Knowledge);

    [Fact]
    public void User_has_a_name_and_an_id()
    {
        var user = Caller() with { UserName = "ada", UserId = "AIDA1234567890123456" };
        Assert.Equal(["ada"], Get("aws:username", caller: user).Values);
        Assert.Equal(["AIDA1234567890123456"], Get("aws:userid", caller: user).Values);
        Assert.Equal(["User"], Get("aws:PrincipalType", caller: user).Values);
    }

    [Theory]
    [InlineData("aws:ViaAWSService")]
    [InlineData("aws:CalledVia")]
    public void Deployment_through_cloudformation_leaves_open_who_calls(string key) =>
        Assert.Equal(ContextKnowledge.Unknown, Get(key, caller: Caller() with { CallsThroughServices = true }).Knowledge);

    [Theory]
    [InlineData("SAML:aud", true, ContextKnowledge.Unknown)]
    [InlineData("token.actions.githubusercontent.com:sub", true, ContextKnowledge.Unknown)]
    [InlineData("SAML:aud", false, ContextKnowledge.Absent)]
    public void Keys_of_federation_stand_only_in_sessions_of_federated_roles(string key, bool isFederated, ContextKnowledge knowledge) =>
        Assert.Equal(knowledge, Get(key, caller: Caller() with { IsFederated = isFederated }).Knowledge);

    [Fact]
    public void Assumption_overrides_everything()
    {
        var assumed = new Dictionary<string, ContextValue>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:MultiFactorAuthPresent"] = ContextValue.Of("true"),
            ["aws:RequestedRegion"] = ContextValue.Absent,
        };
        var caller = Caller() with { Assumed = assumed };
        Assert.Equal(["true"], Get("aws:multifactorauthpresent", caller: caller).Values);
        Assert.Equal(ContextKnowledge.Absent, Get("aws:RequestedRegion", caller: caller).Knowledge);
    }

    private static ContextValue Get(
        string key, string action = "billingconductor:UpdateBillingGroup", string resource = Group, CallerContext? caller = null) =>
        new AuditContext(caller ?? Caller(), Action(action), resource, resourceTags: null).Get(key);

    private static ActionContext Action(string name) => ActionContext.Of(name, "aws", ImmutableDictionary<string, string>.Empty);

    private static CallerContext Caller() => new()
    {
        Arn = "arn:aws:iam::111122223333:role/finops/reader",
        Account = "111122223333",
        Tags = ImmutableDictionary<string, string>.Empty.Add("team", "finops"),
        Organization = new Place(),
        AsOf = AsOf,
        Assumed = new Dictionary<string, ContextValue>(StringComparer.OrdinalIgnoreCase),
    };

    private sealed class Place : IOrganizationContext
    {
        public ContextValue OrganizationId => ContextValue.Of("o-a1b2c3d4e5");

        public ContextValue OrganizationIdOf(string account) => OrganizationId;

        public ContextValue PathOf(string account) => ContextValue.Many(["o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"]);
    }
}
