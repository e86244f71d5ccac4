using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;
using static Auditor.Engine.Evaluation.Decide;

namespace Auditor.Engine.Evaluation;

/// <summary>The mistakes that evaluators make most often, each by its name.</summary>
public sealed class TrapsTests
{
    private const string DenyAll = "\"Action\":\"billingconductor:*\",\"Resource\":\"*\"";
    private static readonly AccessRequest List = Request("billingconductor:ListBillingGroups");

    [Fact]
    public void Trap03_key_that_only_a_service_control_policy_asks_for_is_reported()
    {
        var policies = new PoliciesInEffect
        {
            Identity = [Allow()],
            ServiceControlPolicies = [Level(
            "Allow", Everything, "Deny", If("""{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}"""))]
        };

        Assert.Equal(["aws:RequestedRegion"], AccessEvaluator.Evaluate(List, policies).MissingKeys);
        Assert.Equal(
            ["aws:RequestedRegion"],
            AccessEvaluator.Evaluate(Request(List.Action, "*", ("aws:RequestedRegion", ContextValue.Unknown)), policies).UnknownKeys);
    }

    [Theory]
    [InlineData(ServiceControlExemption.ManagementAccount)]
    [InlineData(ServiceControlExemption.ServiceLinkedRole)]
    public void Trap04_service_control_policies_do_not_bind_payer_and_service_linked_roles(ServiceControlExemption exemption)
    {
        var result = AccessEvaluator.Evaluate(
            List,
            new PoliciesInEffect
            {
                Identity = [Allow()],
                ServiceControlExemption = exemption,
                ServiceControlPolicies = [Level(
                "Deny", DenyAll)]
            });

        Assert.Equal(Decision.Allowed, result.Decision);
        Assert.Null(result.AllowedByServiceControlPolicies);
    }

    [Fact]
    public void Trap05_allows_are_alternatives_within_a_level_and_required_at_every_level()
    {
        Assert.Equal(
            Decision.Allowed,
            Under(List, Level("Allow", "\"Action\":\"s3:*\",\"Resource\":\"*\"", "Allow", DenyAll), Level("Allow", Everything)));
        Assert.Equal(
            Decision.ImplicitDeny, Under(List, Level("Allow", Everything), Level("Allow", "\"Action\":\"s3:*\",\"Resource\":\"*\"")));
        Assert.Equal(Decision.ImplicitDeny, Under(List, Level("Allow", Everything), Level()));
    }

    [Fact]
    public void Trap06_allow_of_a_level_is_asked_for_each_request()
    {
        var level = Level(
            "Allow", If("""{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}""", $"\"Action\":\"*\",\"Resource\":\"{OwnGroup}\""));

        Assert.Equal(
            Decision.Allowed,
            Under(Request("billingconductor:UpdateBillingGroup", OwnGroup, ("aws:RequestedRegion", ContextValue.Of("us-east-1"))), level));
        Assert.Equal(
            Decision.ImplicitDeny,
            Under(Request("billingconductor:UpdateBillingGroup", OwnGroup, ("aws:RequestedRegion", ContextValue.Of("eu-west-1"))), level));
        Assert.Equal(
            Decision.ImplicitDeny,
            Under(
                Request("billingconductor:UpdateBillingGroup", OwnGroup + "x", ("aws:RequestedRegion", ContextValue.Of("us-east-1"))),
                level));
    }

    [Fact]
    public void Trap07_ten_long_policies_and_a_wildcard_in_the_middle_are_read()
    {
        var sid = $"\"Sid\":\"{new string('a', 9_000)}\",";
        var level = new OrganizationLevel(
            "r",
            [
                .. Enumerable.Range(0, 9).Select(_ => Policy(PolicyType.ServiceControlPolicy, "Allow", sid + Everything)),
                Policy(PolicyType.ServiceControlPolicy, "Deny", "\"Action\":\"billing*:*Billing*s\",\"Resource\":\"*\""),
            ]);

        Assert.Equal(Decision.ExplicitDeny, Under(List, level));
    }

    [Theory]
    [InlineData("StringEquals", false)]
    [InlineData("StringNotEquals", true)]
    [InlineData("StringEqualsIfExists", true)]
    [InlineData("ForAllValues:StringEquals", true)]
    [InlineData("ForAnyValue:StringEquals", false)]
    [InlineData("ForAnyValue:StringNotEquals", false)]
    public void Trap08_missing_key_is_not_always_false(string op, bool matches) =>
        Assert.Equal(matches ? Decision.Allowed : Decision.ImplicitDeny, Of(List, Allow(If($$"""{"{{op}}":{"aws:TagKeys":"x"} }"""))));

    [Fact]
    public void Trap09_unknown_is_not_absent()
    {
        var locked = Deny(If("""{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"""));

        Assert.Equal(Decision.ExplicitDeny, Of(List, Allow(), locked));
        Assert.Equal(Decision.Conditional, Of(Request(List.Action, "*", ("aws:SourceIp", ContextValue.Unknown)), Allow(), locked));
    }

    [Fact]
    public void Trap10_none_of_a_negated_operators_values_may_be_met() =>
        Assert.Equal(
            Decision.Allowed,
            Of(
                Request(List.Action, "*", ("aws:RequestedRegion", ContextValue.Of("eu-west-1"))),
                Allow(),
                Deny(If("""{"StringNotEquals":{"aws:RequestedRegion":["us-east-1","eu-west-1"]}}"""))));

    [Theory]
    [InlineData("StringEquals", Decision.ImplicitDeny)]
    [InlineData("StringNotEquals", Decision.ImplicitDeny)]
    [InlineData("StringLikeIfExists", Decision.ImplicitDeny)]
    [InlineData("ForAnyValue:StringEquals", Decision.Allowed)]
    public void Trap11_TagKeys_needs_a_set_operator(string op, Decision expected) =>
        Assert.Equal(
            expected,
            Of(
                Request(List.Action, "*", ("aws:TagKeys", ContextValue.Many(["team"]))),
                Allow(If($$"""{"{{op}}":{"aws:TagKeys":"team"} }"""))));

    [Fact]
    public void Trap12_actions_and_key_names_fold_case_and_values_do_not()
    {
        var request = Request(List.Action, "*", ("aws:PrincipalArn", ContextValue.Of("arn:aws:iam::111122223333:role/Ops")));

        Assert.Equal(
            Decision.Allowed,
            Of(
                request,
                Allow(
                    If(
                        """{"ArnLike":{"AWS:PRINCIPALARN":"arn:aws:iam::*:role/Ops"}}""",
                        "\"Action\":\"BILLINGCONDUCTOR:listbillinggroups\",\"Resource\":\"*\""))));
        Assert.Equal(Decision.ImplicitDeny, Of(request, Allow(If("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/ops"}}"""))));
    }

    [Fact]
    public void Trap13_resource_and_ArnLike_and_StringLike_and_StringEquals_match_differently()
    {
        const string arn = "arn:aws:logs:us-east-1:111122223333:log-group:x";
        var request = Request("logs:PutLogEvents", arn, ("k", ContextValue.Of(arn)));
        Decision Condition(string op) => Of(request, Allow(If($$"""{"{{op}}":{"k":"arn:aws:logs:*:log-group:x"} }""")));

        Assert.Equal(Decision.Allowed, Of(request, Allow("\"Action\":\"*\",\"Resource\":\"arn:aws:logs:*:log-group:x\"")));
        Assert.Equal(Decision.ImplicitDeny, Condition("ArnLike"));
        Assert.Equal(Decision.Allowed, Condition("StringLike"));
        Assert.Equal(Decision.ImplicitDeny, Condition("StringEquals"));
    }

    [Fact]
    public void Trap14_ARN_grants_nothing_of_an_action_without_resource_type()
    {
        var scoped = Allow("\"Action\":\"billingconductor:*\",\"Resource\":\"arn:aws:billingconductor::111122223333:*\"");

        Assert.Equal(Decision.ImplicitDeny, Of(List, scoped));
        Assert.Equal(Decision.Allowed, Of(Request("billingconductor:UpdateBillingGroup", OwnGroup), scoped));
    }

    [Theory]
    [InlineData("2012-10-17", Decision.Allowed)]
    [InlineData("2008-10-17", Decision.ImplicitDeny)]
    public void Trap15_version_decides_whether_variables_count(string version, Decision expected) =>
        Assert.Equal(
            expected,
            Of(
                Request("s3:GetObject", "arn:aws:s3:::b/anna", ("aws:username", ContextValue.Of("anna"))),
                Allow("\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::b/${aws:username}\"", version)));

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"b":true},"NumericEquals":{"n":[5]}}}""")]
    [InlineData(
        """[{"Effect":"Allow","Action":["s3:*"],"Resource":["*"],"Condition":{"Bool":{"b":["true"]},"NumericEquals":{"n":"5"}}}]""")]
    public void Trap17_scalars_and_lists_and_unquoted_values_read_the_same(string statement)
    {
        var document = PolicyParser.Parse($$"""{"Version":"2012-10-17","Statement":{{statement}} }""", PolicyType.IdentityBased);

        Assert.Empty(document.Problems);
        Assert.Equal(
            Decision.Allowed,
            Of(
                Request("s3:GetObject", "*", ("b", ContextValue.Of("true")), ("n", ContextValue.Of("5"))),
                new SourcedPolicy(new PolicySource("p", "p"), document)));
    }

    [Theory]
    [InlineData("""{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}""")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:x":"1","AWS:X":"2"}}}""")]
    public void Trap17_repeated_elements_are_unreadable_instead_of_the_last_winning(string statement) =>
        Assert.Equal(
            Decision.Unknown,
            Of(
                List,
                new SourcedPolicy(
                    new PolicySource("p", "p"), PolicyParser.Parse($$"""{"Statement":{{statement}} }""", PolicyType.IdentityBased))));

    [Fact]
    public void Trap20_an_action_that_no_catalogue_knows_is_matched_as_text() =>
        Assert.True(ActionPattern.Parse("billingconductor:*").Matches("billingconductor:somethingnew"));
}
