namespace Auditor.Pipeline.Findings.Rules;

public sealed class RoleOpenToOutsidersTests
{
    private const string Rule = "BCA601";
    private const string Outside = "999988887777";
    private const string Own = EstateOrganization.Id;
    private const string Foreign = "o-foreignorg1";

    [Fact]
    public void Everyone_is_reported()
    {
        var finding = Trusting("""{ "AWS": "*" }""").Audit().Only(Rule);

        Assert.Equal("*", finding.Draft.Matter);
        Assert.Equal(Severity.High, finding.Severity);
        Assert.Equal(("principal", "AXXA-ROLE-111122223333-OPS"), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(["ops"], finding.Names());
        Assert.Equal(["billingconductor:DeleteBillingGroup"], finding.Draft.Actions);
        Assert.StartsWith("Anybody with an AWS account can become ops", finding.Draft.Explanation, StringComparison.Ordinal);
        Assert.Equal(Estate.RoleArn("ops") + " trust policy", Assert.Single(finding.Evidence).Policy);
        Assert.Empty(finding.Draft.UnknownKeys);
    }

    [Theory]
    [InlineData("999988887777")]
    [InlineData("arn:aws:iam::999988887777:root")]
    [InlineData("arn:aws:iam::999988887777:role/vendor/collector")]
    [InlineData("arn:aws:iam::999988887777:user/bob")]
    [InlineData("arn:aws:sts::999988887777:assumed-role/collector/night")]
    public void Outside_account_is_reported_by_its_number(string trusted) =>
        Assert.Equal([Outside], Trusting($$"""{ "AWS": "{{trusted}}" }""").Audit().Matters(Rule));

    [Theory]
    [InlineData("111122223333")]
    [InlineData("arn:aws:iam::222233334444:root")]
    [InlineData("arn:aws:iam::222233334444:role/pipeline")]
    [InlineData("AROAEXAMPLEEXAMPLE123")]
    [InlineData("arn:aws:iam::999988887777:role/*")]
    public void Own_accounts_and_names_of_nobody_are_not_reported(string trusted) =>
        Assert.Empty(Trusting($$"""{ "AWS": "{{trusted}}" }""").Audit().Of(Rule));

    [Fact]
    public void Each_outsider_is_one_finding() => Assert.Equal(["*", "888877776666", Outside],
        Trusting("""{ "AWS": ["*", "888877776666", "999988887777", "arn:aws:iam::999988887777:role/collector"] }""").Audit().Matters(Rule));

    [Fact]
    public void Account_that_needs_an_external_id_is_one_of_everyone_beside_a_statement_that_needs_none() =>
        Assert.Equal(["*"], Open(Policy.Json("""
        { "Statement": [
          { "Effect": "Allow", "Principal": { "AWS": "999988887777" }, "Action": "sts:AssumeRole",
          "Condition": { "StringEquals": { "sts:ExternalId": "acme-42" } } },
          { "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" } ] }
        """)).Audit().Matters(Rule));

    [Fact]
    public void Account_that_needs_less_than_everyone_is_reported_beside_everyone() => Assert.Equal(["*", Outside], Open(Policy.Json("""
        { "Statement": [
          { "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole",
          "Condition": { "StringEquals": { "aws:PrincipalAccount": "999988887777" } } },
          { "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole",
          "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } } } ] }
        """)).Audit().Matters(Rule));

    [Theory]
    [InlineData("StringEquals", "sts:ExternalId", "acme-42")]
    [InlineData("StringLike", "sts:ExternalId", "acme-*")]
    [InlineData("ForAnyValue:StringEquals", "sts:ExternalId", "acme-42")]
    [InlineData("StringEquals", "aws:PrincipalOrgID", Own)]
    [InlineData("StringLike", "AWS:principalorgid", Own)]
    [InlineData("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", Own + "/*")]
    [InlineData("StringEquals", "aws:PrincipalAccount", Estate.Member)]
    [InlineData("ArnLike", "aws:PrincipalArn", "arn:aws:iam::222233334444:role/*")]
    [InlineData("StringEquals", "aws:PrincipalOrgID", "${aws:ResourceOrgID}")]
    [InlineData("ArnEquals", "aws:SourceArn", "arn:aws:s3:::mine")]
    [InlineData("Bool", "aws:PrincipalIsAWSService", "true")]
    [InlineData("StringEquals", "aws:PrincipalOrgMasterAccountId", Estate.Payer)]
    public void Condition_that_keeps_outsiders_out_is_not_reported(string op, string key, string value)
    {
        Assert.Empty(Trusting("\"*\"", op, key, value).Audit().Of(Rule));
        Assert.Empty(Trusting("""{ "AWS": "999988887777" }""", op, key, value).Audit().Of(Rule));
    }

    [Theory]
    [InlineData("StringLike", "sts:ExternalId", "*")]
    [InlineData("StringEqualsIfExists", "sts:ExternalId", "acme-42")]
    [InlineData("StringNotEquals", "sts:ExternalId", "acme-42")]
    [InlineData("ForAllValues:StringEquals", "sts:ExternalId", "acme-42")]
    [InlineData("Null", "sts:ExternalId", "false")]
    [InlineData("Null", "sts:ExternalId", "true")]
    [InlineData("StringEqualsIfExists", "aws:PrincipalOrgID", Own)]
    [InlineData("StringNotEquals", "aws:PrincipalOrgID", Own)]
    [InlineData("StringLike", "aws:PrincipalOrgID", "o-*")]
    [InlineData("Null", "aws:PrincipalOrgID", "false")]
    [InlineData("ForAllValues:StringLike", "aws:PrincipalOrgPaths", Own + "/*")]
    [InlineData("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::222233334444:role/*")]
    [InlineData("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/deploy-*")]
    public void Condition_that_only_looks_like_a_lock_is_reported(string op, string key, string value)
    {
        Assert.Equal("*", Trusting("\"*\"", op, key, value).Audit().Only(Rule).Draft.Matter);
        Assert.Equal(Outside, Trusting("""{ "AWS": "999988887777" }""", op, key, value).Audit().Only(Rule).Draft.Matter);
    }

    [Theory]
    [InlineData("StringEquals", "aws:PrincipalAccount", Outside, Outside)]
    [InlineData("ArnLike", "aws:PrincipalArn", "arn:aws:iam::999988887777:role/collector", Outside)]
    [InlineData("StringEquals", "aws:PrincipalOrgID", Foreign, Foreign)]
    [InlineData("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", Foreign + "/r-abcd/ou-abcd-12345678/*", Foreign)]
    public void Everyone_whom_a_condition_limits_to_outsiders_is_reported_as_those(string op, string key, string value, string outsider) =>
        Assert.Equal([outsider], Trusting("\"*\"", op, key, value).Audit().Matters(Rule));

    [Fact]
    public void Account_that_must_be_in_the_organization_it_belongs_to_is_not_reported() =>
        Assert.Empty(Trusting("""{ "AWS": "999988887777" }""", "StringEquals", "aws:PrincipalOrgID", Foreign).Audit().Of(Rule));

    [Theory]
    [InlineData("Bool", "aws:MultiFactorAuthPresent", "true")]
    [InlineData("IpAddress", "aws:SourceIp", "203.0.113.0/24")]
    [InlineData("StringEquals", "aws:PrincipalTag/team", "finops")]
    [InlineData("StringEquals", "saml:sub", "finops")] // sessions of SAML federation carry it when they assume the next role
    [InlineData("StringLike", "sts:RoleSessionName", "${aws:username}", "aws:username", "sts:RoleSessionName")]
    public void Condition_on_something_else_is_told(string op, string key, string value, params string[] keys)
    {
        var finding = Trusting("\"*\"", op, key, value).Audit().Only(Rule);

        Assert.Equal(keys is [] ? [key] : keys, finding.Draft.UnknownKeys);
        Assert.Contains($"depends on {string.Join(", ", finding.Draft.UnknownKeys)}", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Second_statement_without_condition_opens_the_role() => Assert.Empty(Open(Policy.Json("""
        { "Statement": [
          { "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole",
          "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } } },
          { "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" } ] }
        """)).Audit().Only(Rule).Draft.UnknownKeys);

    [Theory]
    [InlineData(""" "Principal": "*", "Condition": { "StringNotEquals": { "aws:PrincipalOrgID": "o-exampleorg1" } } """)]
    [InlineData(""" "Principal": { "AWS": "999988887777" } """)]
    [InlineData(""" "NotPrincipal": { "AWS": "111122223333" } """)]
    public void Deny_of_the_trust_policy_keeps_outsiders_out(string deny) => Assert.Empty(Open(Policy.Json($$"""
        { "Statement": [
          { "Effect": "Allow", "Principal": { "AWS": "999988887777" }, "Action": "sts:AssumeRole" },
          { "Effect": "Deny", "Action": "sts:AssumeRole", {{deny}} } ] }
        """)).Audit().Of(Rule));

    [Fact]
    public void Deny_of_tagging_sessions_keeps_nobody_out() => Assert.NotEmpty(Open(Policy.Json("""
        { "Statement": [
          { "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" },
          { "Effect": "Deny", "Principal": "*", "Action": "sts:TagSession" } ] }
        """)).Audit().Of(Rule));

    [Theory]
    [InlineData("sts:AssumeRole", "Service", "ec2.amazonaws.com")]
    [InlineData("sts:AssumeRole", "Service", "account-access.amazonaws.com")]
    [InlineData("sts:AssumeRoleWithSAML", "Federated", "arn:aws:iam::111122223333:saml-provider/x")]
    [InlineData("sts:AssumeRoleWithWebIdentity", "Federated", "accounts.google.com")]
    [InlineData("sts:AssumeRoleWithWebIdentity", "AWS", "*")]
    public void Services_and_federation_are_not_reported(string action, string type, string principal) =>
        Assert.Empty(Open(Policy.Trust(action, type, principal)).Audit().Of(Rule));

    [Theory]
    [InlineData("""{ "Statement": { "Effect": "Allow", "Principal": "*" } }""")]
    [InlineData(
        """
        { "Statement": [ { "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" }, { "Effect": "Maybe", "Principal": "*",
        "Action": "sts:AssumeRole" } ] }
        """)]
    public void Unreadable_trust_is_a_gap_and_no_finding(string trust)
    {
        var report = Open(Policy.Json(trust)).Audit();

        Assert.Empty(report.Of(Rule));
        Assert.NotEmpty(report.Gaps);
    }

    [Fact]
    public void Role_that_only_reads_is_not_reported() =>
        Assert.Empty(
            new Estate().Role(
                "ops",
                role => role.Allow("billingconductor:List*", "billingconductor:TagResource").Trust(Policy.TrustOf("*"))).Audit().Of(Rule));

    [Fact]
    public void Role_whose_boundary_takes_the_writes_away_is_not_reported() => Assert.Empty(
        new Estate().ManagedPolicy("limits", Policy.Allow("billingconductor:List*"))
            .Role("ops", role => role.Allow("billingconductor:*").Boundary("limits").Trust(Policy.TrustOf("*"))).Audit().Of(Rule));

    [Fact]
    public void Role_of_a_member_account_is_not_reported() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:*").Trust(Policy.TrustOf("*")), Estate.Member).Audit().Of(Rule));

    [Fact]
    public void Service_linked_role_is_not_reported() => Assert.Empty(
        new Estate().ServiceLinkedRole(
            "AWSServiceRoleForX", "x", role => role.Allow("billingconductor:*").Trust(Policy.TrustOf("*"))).Audit().Of(Rule));

    [Fact]
    public void Administrator_is_reported() => Assert.Equal(["admin"],
        new Estate().Role("admin", role => role.Allow("*").Trust(Policy.TrustOf(Outside))).Audit().Only(Rule).Names());

    [Fact]
    public void Conditional_right_to_write_counts() => Assert.NotEmpty(
        new Estate().Role(
            "ops",
            role =>
                role.Inline(
                    "own", Policy.Of(PolicyStatement.Allow("billingconductor:*").When("IpAddress", "aws:SourceIp", "203.0.113.0/24")))
            .Trust(Policy.TrustOf("*"))).Audit().Of(Rule));

    [Fact]
    public void Without_organization_only_everyone_is_certain()
    {
        Assert.Empty(Trusting("""{ "AWS": "999988887777" }""").WithoutOrganization().Audit().Of(Rule));
        Assert.Empty(Trusting("\"*\"", "StringEquals", "aws:PrincipalOrgID", Foreign).WithoutOrganization().Audit().Of(Rule));
        Assert.Equal(["*"], Trusting("\"*\"").WithoutOrganization().Audit().Matters(Rule));
    }

    [Fact]
    public void Accounts_that_are_not_all_listed_may_hold_the_trusted_one()
    {
        const string Listed = """
            { "Organization": { "Id": "o-exampleorg1", "MasterAccountId": "111122223333", "FeatureSet": "ALL" }, "Roots": [],
            "OrganizationalUnits": [],
              "Accounts": [ { "Id": "111122223333", "Name": "payer", "State": "ACTIVE" } ], "Policies": []
            """;

        Assert.Equal([Outside], Trusting("""{ "AWS": "999988887777" }""").OrganizationJson(Listed + "}").Audit().Matters(Rule));
        Assert.Empty(Trusting("""{ "AWS": "999988887777" }""").OrganizationJson(Listed + """, "NextToken": "x" }""").Audit().Of(Rule));

        // Who the payer is may stand elsewhere.
        var without = Listed.Replace("\"MasterAccountId\": \"111122223333\", ", "", StringComparison.Ordinal) + "}";
        var named = Trusting("""{ "AWS": "999988887777" }""").OrganizationJson(without).ManagementAccount(Estate.Payer).Audit();
        Assert.Equal([Outside], named.Matters(Rule));
        Assert.DoesNotContain(named.Gaps, gap => gap.Error.Contains("MasterAccountId", StringComparison.Ordinal));
        Assert.Contains(Trusting("""{ "AWS": "999988887777" }""").OrganizationJson(without).Audit().Gaps, gap => gap.Error.Contains("MasterAccountId", StringComparison.Ordinal));
    }

    [Fact]
    public void To_a_standalone_account_every_other_is_outside() =>
        Assert.Equal([Outside], Trusting("""{ "AWS": ["999988887777", "111122223333"] }""").Standalone().Audit().Matters(Rule));

    private static Estate Open(Policy trust) =>
        new Estate().Role("ops", role => role.Allow("billingconductor:DeleteBillingGroup").Trust(trust));

    private static Estate Trusting(string principal) => Open(Policy.Json($$"""
        { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": {{principal}}, "Action": "sts:AssumeRole" } }
        """));

    private static Estate Trusting(string principal, string op, string key, string value) => Open(Policy.Json($$"""
        { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": {{principal}}, "Action": "sts:AssumeRole",
        "Condition": { "{{op}}": { "{{key}}": "{{value}}" } } } }
        """));
}
