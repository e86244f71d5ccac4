namespace Auditor.Pipeline.Findings.Rules;

public sealed class AssignedTaskIsConditionalTests
{
    private const string Rule = "BCA102";
    private const string Ops = "arn:aws:iam::*:role/ops";

    [Fact]
    public void Task_that_depends_on_an_unknown_key_is_reported()
    {
        var finding = When("Bool", "aws:MultiFactorAuthPresent", "true").Audit().Only(Rule);

        Assert.Equal("aws:MultiFactorAuthPresent", finding.Draft.Matter);
        Assert.Equal(Severity.Medium, finding.Severity);
        Assert.Equal("principal", finding.Draft.Subject.Kind);
        Assert.Equal(["aws:MultiFactorAuthPresent"], finding.Draft.UnknownKeys);
        Assert.Equal(["ops"], finding.Names());
    }

    [Fact]
    public void Keys_are_sorted_in_the_matter()
    {
        var report = Holding(Policy.Of(PolicyStatement.Allow("billingconductor:*")
            .When("StringEquals", "aws:SourceVpc", "vpc-1").When("Bool", "aws:MultiFactorAuthPresent", "true"))).Audit();

        Assert.Equal(["aws:MultiFactorAuthPresent,aws:SourceVpc"], report.Matters(Rule));
    }

    /// <summary>Only all of the listed resources satisfy the task, and one of them depends on a key.</summary>
    [Fact]
    public void Listed_resource_that_depends_on_a_key_is_reported_though_another_is_allowed()
    {
        var finding = Listed(Get().On(One), Get().On(Two).When("Bool", "aws:MultiFactorAuthPresent", "true")).Audit().Only(Rule);

        Assert.Equal(("aws:MultiFactorAuthPresent", "billingconductor:GetBillingGroupCostReport"), (finding.Draft.Matter, Assert.Single(finding.Draft.Actions)));
    }

    [Fact]
    public void Listed_resource_that_is_denied_anyway_is_named()
    {
        var finding = Listed(Get().On(One).When("Bool", "aws:MultiFactorAuthPresent", "true")).Audit().Only(Rule);

        Assert.Contains($"On {Two} it is denied whatever the call carries.", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Note_about_what_the_caller_chooses_names_what_is_denied_anyway()
    {
        var report = Listed(Get().On(One).When("StringEquals", "aws:RequestTag/team", "fin")).Audit();
        // The action takes no request tags, so the key is absent and the statement grants nothing.
        Assert.DoesNotContain(report.Notes, note => note.Contains("works if the request carries", StringComparison.Ordinal));
        var create = new Estate().Inventory(("billinggroup", "abcd1234ef"), ("billinggroup", "zzzz1234ef"))
            .Role("ops", role => role.Inline("own", Policy.Of(PolicyStatement.Allow("billingconductor:*").On("*"), PolicyStatement.Deny("billingconductor:CreateCustomLineItem").On(Two),
                PolicyStatement.Deny("billingconductor:CreateCustomLineItem").When("StringNotEquals", "aws:RequestTag/team", "fin"))))
            .Configure("""
                "profiles": { "charges": { "tasks": ["create-custom-line-item"] } }
                """).Assign(Ops, "charges", BothListed).Audit();
        Assert.Contains(create.Notes, note => note.Contains($"works if the request carries aws:RequestTag/team as the policy wants, but not on {Two}", StringComparison.Ordinal));
    }

    [Fact]
    public void Tasks_with_the_same_keys_are_one_finding() => Assert.Single(
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(
                PolicyStatement.Allow("billingconductor:*").When("Bool", "aws:MultiFactorAuthPresent", "true"))))
            .Assign(Ops, "abc-viewer").Audit().Of(Rule));

    [Fact]
    public void Assumption_that_satisfies_the_condition_ends_it()
    {
        var report = When("Bool", "aws:MultiFactorAuthPresent", "true").Configure("""
            "assume": { "aws:MultiFactorAuthPresent": ["true"] }
            """).Audit();

        Assert.Empty(report.Of(Rule));
        Assert.Empty(report.Of("BCA101"));
    }

    [Fact]
    public void Assumption_that_contradicts_the_condition_makes_it_a_denial()
    {
        var report = When("Bool", "aws:MultiFactorAuthPresent", "true").Configure("""
            "assume": { "aws:MultiFactorAuthPresent": ["false"] }
            """).Audit();

        Assert.Empty(report.Of(Rule));
        Assert.Single(report.Of("BCA101"));
    }

    [Fact]
    public void Assumption_that_the_key_is_absent_counts()
    {
        var absent = """
            "assume": { "aws:MultiFactorAuthPresent": null }
            """;

        Assert.Empty(When("Bool", "aws:MultiFactorAuthPresent", "true").Configure(absent).Audit().Of(Rule));
        Assert.Single(When("Bool", "aws:MultiFactorAuthPresent", "true").Configure(absent).Audit().Of("BCA101"));
        Assert.Empty(When("BoolIfExists", "aws:MultiFactorAuthPresent", "true").Configure(absent).Audit().Of("BCA101"));
    }

    [Theory]
    [InlineData("aws:RequestTag/team", "finops")]
    [InlineData("aws:requesttag/Team", "finops")]
    public void Keys_that_the_caller_chooses_are_not_reported(string key, string value) => Assert.Empty(
        Creating(PolicyStatement.Allow("billingconductor:CreateBillingGroup").When("StringEquals", key, value)).Audit().Of(Rule));

    [Fact]
    public void Tag_keys_are_chosen_by_the_caller() => Assert.Empty(
        Creating(
            PolicyStatement.Allow("billingconductor:CreateBillingGroup").When(
                "ForAllValues:StringEquals", "aws:TagKeys", "team")).Audit().Of(Rule));

    [Fact]
    public void Pricing_plan_is_chosen_by_the_caller()
    {
        var report = new Estate().Role("ops", role => role.Inline("own", Policy.Of(
                PolicyStatement.Allow("billingconductor:Get*", "billingconductor:List*", "organizations:*", "iam:*"),
                PolicyStatement.Allow("billingconductor:UpdateBillingTransferPreference")
                    .When("ArnLike", "billingconductor:PricingPlanArn", "arn:aws:billingconductor::*:pricingplan/*"))))
            .Configure("""
                "profiles": { "preference": { "tasks": ["set-transfer-preference"] } }
                """)
            .Assign(Ops, "preference").Audit();

        Assert.Empty(report.Of(Rule));
        Assert.Empty(report.Of("BCA101"));
    }

    [Fact]
    public void One_other_key_beside_those_of_the_caller_is_reported()
    {
        var report = Creating(PolicyStatement.Allow("billingconductor:CreateBillingGroup")
            .When("StringEquals", "aws:RequestTag/team", "finops").When("Bool", "aws:MultiFactorAuthPresent", "true")).Audit();

        Assert.Equal(["aws:MultiFactorAuthPresent,aws:RequestTag/team"], report.Matters(Rule));
    }

    [Fact]
    public void Task_that_is_denied_is_not_reported_here() => Assert.Empty(
        Holding(
            Policy.Of(
                PolicyStatement.Allow("billingconductor:List*").When("Bool", "aws:MultiFactorAuthPresent", "true"))).Audit().Of(Rule));

    [Fact]
    public void Key_that_is_known_to_be_absent_is_a_denial_and_not_conditional()
    {
        var report = When("StringEquals", "aws:PrincipalTag/team", "finops").Audit();

        Assert.Empty(report.Of(Rule));
        Assert.Single(report.Of("BCA101"));
    }

    [Fact]
    public void Unconditioned_grant_beside_the_conditional_one_ends_it() => Assert.Empty(
        Holding(Policy.Of(
            PolicyStatement.Allow("billingconductor:*").When("Bool", "aws:MultiFactorAuthPresent", "true"),
            PolicyStatement.Allow("billingconductor:*"))).Audit().Of(Rule));

    [Fact]
    public void Conditional_deny_makes_the_task_conditional() => Assert.Single(
        Holding(Policy.Of(
            PolicyStatement.Allow("billingconductor:*"),
            PolicyStatement.Deny("billingconductor:*").When("NotIpAddress", "aws:SourceIp", "203.0.113.0/24"))).Audit().Of(Rule));

    [Fact]
    public void Missing_organization_alone_is_not_reported() => Assert.Empty(
        new Estate().WithoutOrganization().Role(
            "ops", role => role.Allow("billingconductor:*")).Assign(Ops, "chargeback-analyst").Audit().Of(Rule));

    [Theory]
    [InlineData("iac-deployer", true)]
    [InlineData("abc-administrator", false)]
    [InlineData("own", true)]
    public void Who_is_there_to_deploy_calls_through_CloudFormation(string profile, bool isConditional)
    {
        var estate = Holding(Policy.Of(PolicyStatement.Allow("*").When("Bool", "aws:ViaAWSService", "false"))).Configure("""
            "profiles": { "own": { "tasks": ["deploy-with-cloudformation"] } }
            """).Assign(Ops, profile);
        Assert.Equal(isConditional, estate.Audit().Of(Rule).Any(finding => finding.Draft.Matter.Contains("aws:ViaAWSService", StringComparison.Ordinal)));
    }

    [Fact]
    public void Missing_organization_is_no_key_that_a_job_depends_on()
    {
        var finding = new Estate().WithoutOrganization().Role("ops", role => role.Inline("own", Policy.Of(
            PolicyStatement.Allow("billingconductor:*").When("Bool", "aws:MultiFactorAuthPresent", "true")))).Assign(Ops, "chargeback-analyst").Audit().Of(Rule)[0];
        Assert.Equal("aws:MultiFactorAuthPresent", finding.Draft.Matter);
        Assert.Equal(["aws:MultiFactorAuthPresent"], finding.Draft.UnknownKeys);
    }

    [Fact]
    public void Principal_without_profile_is_not_reported() => Assert.Empty(
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(
            PolicyStatement.Allow("billingconductor:*").When(
                "Bool", "aws:MultiFactorAuthPresent", "true")))).Configured().Audit().Of(Rule));

    [Fact]
    public void Something_unreadable_is_unknown_and_not_conditional() => Assert.Empty(
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(
                    PolicyStatement.Allow("billingconductor:*").When("Bool", "aws:MultiFactorAuthPresent", "true")))
                .Inline("broken", Policy.Json("""{ "Statement": { "Effect": "Permit", "Action": "*", "Resource": "*" } }""")))
            .Assign(Ops, "chargeback-analyst").Audit().Of(Rule));

    private static Estate When(string conditionOperator, string key, string value) =>
        Holding(Policy.Of(PolicyStatement.Allow("billingconductor:*").When(conditionOperator, key, value)));

    private static Estate Holding(Policy document) =>
        new Estate().Role("ops", role => role.Inline("own", document)).Assign(Ops, "chargeback-analyst");

    private static Estate Creating(PolicyStatement create) => new Estate()
        .Role("ops", role => role.Inline("own", Policy.Of(create, PolicyStatement.Allow("billingconductor:List*", "organizations:*"))))
        .Configure("""
            "profiles": { "creator": { "tasks": ["create-billing-group"] } }
            """)
        .Assign(Ops, "creator");

    private static readonly string One = Estate.Resource("billinggroup", "abcd1234ef");
    private static readonly string Two = Estate.Resource("billinggroup", "zzzz1234ef");

    private static readonly string BothListed = $$"""
        "resources": { "billinggroup": ["{{One}}", "{{Two}}"] }
        """;

    private static PolicyStatement Get() => PolicyStatement.Allow("billingconductor:GetBillingGroupCostReport");

    private static Estate Listed(params PolicyStatement[] statements) => new Estate().Inventory(("billinggroup", "abcd1234ef"), ("billinggroup", "zzzz1234ef"))
        .Role("ops", role => role.Inline("own", Policy.Of([PolicyStatement.Allow("billingconductor:List*"), .. statements])))
        .Assign(Ops, "chargeback-analyst", BothListed);
}
