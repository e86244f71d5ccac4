namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>Ways over a role that is passed to a service.</summary>
public sealed class PassRoleStepsTests
{
    private const string Rule = "BCA205";
    private const string Lambda = "lambda.amazonaws.com";

    public static TheoryData<string, string[]> Ways => new(PassedRoleServices.All
        .SelectMany(service => service.Ways.Select(way => (service.Principal, way.Select(need => need.Action).Distinct(StringComparer.Ordinal).ToArray()))));

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_way_of_every_service_is_found(string service, string[] actions)
    {
        var finding = Passing(service, ["iam:PassRole", .. actions]).Audit().Only(Rule);

        Assert.Equal("iam:PassRole " + service, finding.Draft.Matter);
        Assert.Equal(["billingconductor:DeleteBillingGroup"], finding.Draft.Actions);
        Assert.Equal([Estate.RoleArn("runner")], finding.Draft.Resources);
        Assert.All(actions, action => Assert.Contains(action, finding.Draft.Explanation, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void No_action_of_a_way_can_be_missing(string service, string[] actions)
    {
        Assert.Empty(Passing(service, actions).Audit().Of(Rule));
        Assert.All(actions, missing => Assert.Empty(Passing(service, ["iam:PassRole", .. actions.Where(action => action != missing)]).Audit().Of(Rule)));
    }

    [Fact]
    public void Every_service_names_its_page() => Assert.All(PassedRoleServices.All, service => Assert.StartsWith("https://docs.aws.amazon.com/", service.Source, StringComparison.Ordinal));

    [Theory]
    [InlineData("ec2.amazonaws.com")]
    [InlineData("glue.amazonaws.com")]
    public void Role_that_trusts_another_service_is_no_way(string service) => Assert.Empty(new Estate()
        .Role("dev", role => role.Allow("iam:PassRole", "lambda:*")).Role("runner", role => Runner(role, service)).Audit().Of(Rule));

    [Theory]
    [InlineData("StringEquals", Lambda, true)]
    [InlineData("StringLike", "*.amazonaws.com", true)]
    [InlineData("StringEquals", "ec2.amazonaws.com", false)]
    [InlineData("StringNotEquals", Lambda, false)]
    public void Condition_on_the_service_looks_at_this_one(string op, string service, bool isReported) => Assert.Equal(isReported, Passing(
        Lambda, PolicyStatement.Allow("lambda:*"), PolicyStatement.Allow("iam:PassRole").When(op, "iam:PassedToService", service)).Audit().Of(Rule).Length == 1);

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/runner", true)]
    [InlineData("arn:aws:iam::111122223333:role/run*", true)]
    [InlineData("arn:aws:iam::111122223333:role/other", false)]
    public void Role_must_be_one_that_it_may_pass(string resource, bool isReported) => Assert.Equal(isReported, Passing(
        Lambda, PolicyStatement.Allow("lambda:*"), PolicyStatement.Allow("iam:PassRole").On(resource)).Audit().Of(Rule).Length == 1);

    [Theory]
    [InlineData("arn:aws:lambda:*:111122223333:function:dev-*", "arn:aws:lambda:*:*:function:dev-*", true)]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:dev-*", "*", true)]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:dev-*", "arn:aws:lambda:us-west-2:111122223333:function:*", false)]
    [InlineData("arn:aws:lambda:*:111122223333:function:dev-*", "arn:aws:lambda:*:111122223333:function:live-*", false)]
    [InlineData("arn:aws:lambda:*:222233334444:function:*", "*", false)]
    public void Both_actions_must_be_allowed_on_one_function(string create, string invoke, bool isReported) => Assert.Equal(isReported, Passing(
        Lambda, PolicyStatement.Allow("iam:PassRole"), PolicyStatement.Allow("lambda:CreateFunction").On(create), PolicyStatement.Allow("lambda:InvokeFunction").On(invoke)).Audit().Of(Rule).Length == 1);

    [Theory]
    [InlineData("aws:RequestedRegion", "eu-west-1", true)]
    [InlineData("lambda:Layer", "none", false)]
    public void Region_is_chosen_by_the_caller_and_other_keys_are_not_known(string key, string value, bool isReported) => Assert.Equal(isReported, Passing(
        Lambda, PolicyStatement.Allow("iam:PassRole"), PolicyStatement.Allow("lambda:*").When("StringEquals", key, value)).Audit().Of(Rule).Length == 1);

    [Theory]
    [InlineData("aws:SourceAccount", "111122223333", true)]
    [InlineData("aws:SourceAccount", "222233334444", false)]
    [InlineData("aws:SourceArn", "arn:aws:lambda:us-east-1:111122223333:function:report", false)]
    public void Condition_of_the_trust_policy_is_evaluated_for_the_service(string key, string value, bool isReported) => Assert.Equal(isReported, new Estate()
        .Role("dev", role => role.Allow("iam:PassRole", "lambda:*"))
        .Role("runner", role => role.Allow("billingconductor:DeleteBillingGroup").Trust(Policy.Json($$"""
            { "Statement": { "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole", "Condition": { "StringEquals": { "{{key}}": "{{value}}" } } } }
            """))).Audit().Of(Rule).Length == 1);

    [Fact]
    public void Role_without_instance_profile_needs_one_made() => Assert.Equal([false, true], new[] { "s3:*", "iam:*InstanceProfile" }.Select(more => new Estate()
        .Role("dev", role => role.Allow("iam:PassRole", "ec2:RunInstances", more)).Role("runner", role => Runner(role, "ec2.amazonaws.com", hasProfile: false)).Audit().Of(Rule).Length == 1));

    [Fact]
    public void Boundary_of_the_passed_role_stops_it() => Assert.Empty(new Estate().ManagedPolicy("limits", Policy.Allow("s3:*"))
        .Role("dev", role => role.Allow("iam:PassRole", "lambda:*")).Role("runner", role => Runner(role, Lambda).Boundary("limits")).Audit().Of(Rule));

    [Fact]
    public void Deny_of_passing_stops_it() => Assert.Empty(Passing(Lambda, PolicyStatement.Allow("*").On("*"), PolicyStatement.Deny("iam:PassRole", "iam:*Policy*", "iam:*Key", "billingconductor:Create*")).Audit().Of(Rule));

    private static Estate Passing(string service, string[] actions) => Passing(service, PolicyStatement.Allow(actions));

    private static Estate Passing(string service, params PolicyStatement[] statements) =>
        new Estate().Role("dev", role => role.Inline("own", Policy.Of(statements))).Role("runner", role => Runner(role, service));

    private static EstateHolder Runner(EstateHolder role, string service, bool hasProfile = true) =>
        (hasProfile ? role.InstanceProfile() : role).Allow("billingconductor:DeleteBillingGroup").Trust(Policy.Trust("sts:AssumeRole", "Service", service));
}
