namespace Auditor.Pipeline.Findings;

/// <summary>Ways from outside over several roles; BCA601 tells them.</summary>
public sealed class TrustChainsTests
{
    private const string Rule = "BCA601";
    private const string Outside = "999988887777";

    [Fact]
    public void Role_that_an_open_role_may_assume_is_reported()
    {
        var finding = Chain("entry", "ops").Audit().Only(Rule);

        Assert.Equal(Outside, finding.Draft.Matter);
        Assert.Equal(["ops"], finding.Names());
        Assert.Equal([Estate.RoleArn("entry", Estate.Member)], finding.Draft.Resources);
        Assert.Contains("over entry in 222233334444", finding.Draft.Explanation, StringComparison.Ordinal);
        Assert.Equal(
            [Estate.RoleArn("ops") + " trust policy", Estate.RoleArn("entry", Estate.Member) + " trust policy"],
            finding.Evidence.Select(item => item.Policy));
    }

    [Fact]
    public void Three_trusts_are_followed() => Assert.Equal(
        [Estate.RoleArn("entry", Estate.Member), Estate.RoleArn("second", Estate.Member)], Chain(
            "entry", "second", "ops").Audit().Only(Rule).Draft.Resources);

    [Fact]
    public void Four_trusts_are_not() => Assert.Empty(Chain("entry", "second", "third", "ops").Audit().Of(Rule));

    [Fact]
    public void Direct_way_is_the_one_that_is_told() => Assert.Empty(Chain("entry", "ops")
        .Role("ops", role => role.Path("/more/").Allow("s3:*")).Role(
            "both", role => role.Allow("billingconductor:*").Trust(Policy.TrustOf(Outside, Entry))).Audit()
        .Of(Rule).Single(finding => finding.Names() is ["both"]).Draft.Resources);

    [Fact]
    public void Longer_way_to_a_role_that_is_open_to_everyone_is_not_told() => Assert.Equal(["*"], new Estate()
        .Role("entry", role => role.Allow("sts:AssumeRole").Trust(Policy.TrustOf(Outside)))
        .Role("ops", role => role.Allow("billingconductor:*").Trust(Policy.TrustOf("*"))).Audit().Matters(Rule));

    [Fact]
    public void Way_that_ends_in_a_circle_ends() => Assert.Equal(["a", "b"], new Estate()
        .Role(
            "a",
            role =>
                role.Allow("billingconductor:*", "sts:AssumeRole").Trust(Policy.TrustOf(Outside, Estate.RoleArn("b"), Estate.RoleArn("a"))))
        .Role(
            "b", role => role.Allow("billingconductor:*", "sts:AssumeRole").Trust(Policy.TrustOf(Estate.RoleArn("a"), Estate.RoleArn("b"))))
        .Audit().Of(Rule).SelectMany(finding => finding.Names()).Order(StringComparer.Ordinal));

    [Fact]
    public void Between_accounts_the_caller_must_be_allowed_to_assume() =>
        Assert.Empty(Link(entry => entry.Allow("s3:*"), Entry).Audit().Of(Rule));

    [Fact]
    public void Caller_that_may_assume_another_role_only_goes_no_further() => Assert.Empty(Link(
        entry =>
            entry.Inline("own", Policy.Of(PolicyStatement.Allow("sts:AssumeRole").On(Estate.RoleArn("other")))), Entry).Audit().Of(Rule));

    [Fact]
    public void Within_an_account_a_trust_that_names_the_role_suffices() => Assert.NotEmpty(new Estate()
        .Role("entry", role => role.Trust(Policy.TrustOf(Outside)))
        .Role("ops", role => role.Allow("billingconductor:*").Trust(Policy.TrustOf(Estate.RoleArn("entry")))).Audit().Of(Rule));

    [Fact]
    public void Within_an_account_a_trust_in_the_account_needs_the_identity_too()
    {
        Assert.Empty(AtHome(entry => entry).Audit().Of(Rule));
        Assert.NotEmpty(AtHome(entry => entry.Allow("sts:*")).Audit().Of(Rule));

        static Estate AtHome(Func<EstateHolder, EstateHolder> describe) => new Estate()
            .Role("entry", role => describe(role.Trust(Policy.TrustOf(Outside))))
            .Role("ops", role => role.Allow("billingconductor:*").Trust(Policy.TrustOf(Estate.Payer)));
    }

    [Theory]
    [InlineData(Estate.Member)]
    [InlineData("arn:aws:iam::222233334444:root")]
    [InlineData("arn:aws:sts::222233334444:assumed-role/entry/night")]
    public void Trust_in_the_account_or_a_session_leads_on_too(string trusted) =>
        Assert.NotEmpty(Link(entry => entry.Allow("sts:AssumeRole"), trusted).Audit().Of(Rule));

    [Fact]
    public void Trust_in_the_own_organization_leads_on_too() => Assert.NotEmpty(Link(entry => entry.Allow("sts:AssumeRole"), Policy.Json("""
        { "Statement": { "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole",
        "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-exampleorg1" } } } }
        """)).Audit().Of(Rule));

    [Fact]
    public void Service_control_policy_of_the_callers_account_ends_the_way()
    {
        Assert.Empty(Chain("entry", "ops").Scp("p-guard", Policy.Deny("sts:AssumeRole"), EstateOrganization.MemberUnit).Audit().Of(Rule));
        Assert.NotEmpty(
            Chain("entry", "ops").Scp(
                "p-guard",
                Policy.Of(PolicyStatement.Deny("sts:AssumeRole").On("arn:aws:iam::*:role/other")),
                EstateOrganization.MemberUnit).Audit().Of(Rule));
    }

    [Fact]
    public void Service_control_policy_does_not_bind_the_payers_callers() => Assert.NotEmpty(new Estate()
        .Scp("p-guard", Policy.Deny("sts:*"), EstateOrganization.Root)
        .Role("entry", role => role.Allow("sts:AssumeRole").Trust(Policy.TrustOf(Outside)))
        .Role("ops", role => role.Allow("billingconductor:*").Trust(Policy.TrustOf(Estate.Payer))).Audit().Of(Rule));

    [Fact]
    public void Silent_boundary_of_the_caller_ends_the_way() => Assert.Empty(Link(entry => entry.Allow("*").Boundary("limits"), Entry)
        .ManagedPolicy("limits", Policy.Allow("s3:*"), Estate.Member).Audit().Of(Rule));

    [Fact]
    public void Resource_control_policy_over_the_first_role_keeps_outsiders_out() =>
        Assert.Empty(Chain("entry", "ops").Rcp("p-rcp", Policy.Json("""
        { "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole", "Resource": "*",
          "Condition": { "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-exampleorg1" },
          "BoolIfExists": { "aws:PrincipalIsAWSService": "false" } } } }
        """), EstateOrganization.Root).Audit().Of(Rule));

    [Fact]
    public void Resource_control_policy_does_not_guard_the_payers_roles() => Assert.NotEmpty(new Estate()
        .Role("ops", role => role.Allow("billingconductor:*").Trust(Policy.TrustOf(Outside)))
        .Rcp(
            "p-rcp",
            Policy.Json(
                """
                { "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole",
                "Resource": "*" } }
                """),
            EstateOrganization.Root)
        .Audit().Of(Rule));

    [Fact]
    public void External_id_of_an_inner_role_ends_the_way() => Assert.Empty(Link(entry => entry.Allow("sts:AssumeRole"), Policy.Json($$"""
        { "Statement": { "Effect": "Allow", "Principal": { "AWS": "{{Entry}}" }, "Action": "sts:AssumeRole",
        "Condition": { "StringEquals": { "sts:ExternalId": "inner" } } } }
        """)).Audit().Of(Rule));

    [Fact]
    public void Keys_that_a_hop_depends_on_are_told() =>
        Assert.Equal(["aws:SourceIp"], Link(entry => entry.Allow("sts:AssumeRole"), Policy.Json($$"""
        { "Statement": { "Effect": "Allow", "Principal": { "AWS": "{{Entry}}" }, "Action": "sts:AssumeRole",
        "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } } } }
        """)).Audit().Only(Rule).Draft.UnknownKeys);

    [Theory]
    [InlineData("aws:ResourceTag/door")]
    [InlineData("iam:ResourceTag/door")]
    public void Tags_of_the_assumed_role_are_known(string key)
    {
        Assert.NotEmpty(Tagged("open").Audit().Of(Rule));
        Assert.Empty(Tagged("closed").Audit().Of(Rule));

        Estate Tagged(string value) => new Estate()
            .Role(
                "entry",
                role =>
                    role.Trust(Policy.TrustOf(Outside)).Inline(
                        "own", Policy.Of(PolicyStatement.Allow("sts:AssumeRole").When("StringEquals", key, "open"))),
                Estate.Member)
            .Role("ops", role => role.Allow("billingconductor:*").Tag("door", value).Trust(Policy.TrustOf(Entry)));
    }

    [Fact]
    public void Role_that_outsiders_need_an_external_id_for_is_no_entry() => Assert.Empty(new Estate()
        .Role("entry", role => role.Allow("sts:AssumeRole").Trust(Policy.Json("""
            { "Statement": { "Effect": "Allow", "Principal": { "AWS": "999988887777" }, "Action": "sts:AssumeRole",
            "Condition": { "StringEquals": { "sts:ExternalId": "x1" } } } }
            """)), Estate.Member)
        .Role("ops", role => role.Allow("billingconductor:*").Trust(Policy.TrustOf(Entry))).Audit().Of(Rule));

    [Fact]
    public void Unreadable_trust_on_the_way_ends_it() => Assert.Empty(Link(entry => entry.Allow("sts:AssumeRole"), Policy.Json($$"""
        { "Statement": [ { "Effect": "Allow", "Principal": { "AWS": "{{Entry}}" }, "Action": "sts:AssumeRole" }, { "Effect": "Allow" } ] }
        """)).Audit().Of(Rule));

    [Fact]
    public void Without_organization_a_way_between_accounts_cannot_be_told()
    {
        Assert.Empty(Open(Estate.Member).Audit().Of(Rule));
        Assert.NotEmpty(Open(Estate.Payer).Audit().Of(Rule));

        static Estate Open(string account) => new Estate().WithoutOrganization()
            .Role("entry", role => role.Allow("sts:AssumeRole").Trust(Policy.TrustOf("*")), account)
            .Role("ops", role => role.Allow("billingconductor:*").Trust(Policy.TrustOf(account)));
    }

    private static string Entry => Estate.RoleArn("entry", Estate.Member);

    /// <summary>An outside account may assume the first role, each role the next one; the last is the payer's and can write.</summary>
    private static Estate Chain(params string[] names)
    {
        var estate = new Estate();
        for (var i = 0; i < names.Length; i++)
        {
            var trusted = i == 0 ? Outside : Estate.RoleArn(names[i - 1], Estate.Member);
            var isLast = i == names.Length - 1;
            estate.Role(
                names[i],
                role => role.Allow(isLast ? "billingconductor:*" : "sts:AssumeRole").Trust(Policy.TrustOf(trusted)),
                isLast ? Estate.Payer : Estate.Member);
        }

        return estate;
    }

    private static Estate Link(Func<EstateHolder, EstateHolder> entry, string trusted) => Link(entry, Policy.TrustOf(trusted));

    private static Estate Link(Func<EstateHolder, EstateHolder> entry, Policy trust) => new Estate()
        .Role("entry", role => entry(role.Trust(Policy.TrustOf(Outside))), Estate.Member)
        .Role("ops", role => role.Allow("billingconductor:*").Trust(trust));
}
