using System.Buffers;
using System.Text.Json.Nodes;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Simulate.Custom;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Findings.Rules;

public sealed class SimulatorsDisagreeTests
{
    private const string Rule = "BCA902";
    private const string Create = "billingconductor:CreateBillingGroup";
    private const string List = "billingconductor:ListBillingGroups";
    private const string CostReport = "billingconductor:GetBillingGroupCostReport";

    [Fact]
    public async Task Denial_of_what_the_product_allows_is_reported()
    {
        var finding = (await Ops(Policy.Allow(List)).AuditAsync(Only(Decision.ExplicitDeny, List))).Only(Rule);

        Assert.Equal($"{List} *", finding.Draft.Matter);
        Assert.Equal(Severity.High, finding.Severity);
        Assert.Equal("principal", finding.Draft.Subject.Kind);
        Assert.Equal(["ops"], finding.Names());
        Assert.Equal([List], finding.Draft.Actions);
        Assert.Contains("the product says allowed, AWS's simulator says denied", finding.Draft.Explanation, StringComparison.Ordinal);
        Assert.Contains(finding.Id + ".json", finding.Draft.Explanation, StringComparison.Ordinal);
        Assert.Contains("ListBillingGroups", Assert.Single(finding.Evidence).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allowance_of_what_the_product_denies_is_reported()
    {
        var finding = (await Ops(Policy.Allow(List)).AuditAsync(Only(Decision.Allowed, "billingconductor:ListPricingPlans"))).Only(Rule);

        Assert.Equal("billingconductor:ListPricingPlans *", finding.Draft.Matter);
        Assert.Contains(
            "the product says denied (no identity-based policy allows it), AWS's simulator says allowed",
            finding.Draft.Explanation,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_modes_report_it() => Assert.Single(
        (
            await Ops(Policy.Allow(List)).AuditAsync(
                ScriptedSimulator.SayingOnly(Decision.ImplicitDeny, List).As(SimulatorMode.Aws))).Of(Rule));

    [Fact]
    public async Task Agreement_is_not_reported() => Assert.Empty((await Ops(Policy.Allow(List))
        .AuditAsync(
            ScriptedSimulator.Saying(
                (action, _) => action == List ? Decision.Allowed : Decision.ImplicitDeny).As(SimulatorMode.Both))).Of(Rule));

    [Fact]
    public async Task Explicit_and_implicit_denial_are_the_same() => Assert.Empty(
        (await Ops(Policy.Allow("s3:*")).AuditAsync(ScriptedSimulator.Saying(Decision.ExplicitDeny).As(SimulatorMode.Both))).Of(Rule));

    [Fact]
    public async Task Resources_of_one_type_are_one_finding_and_other_types_another()
    {
        var report = await Ops(
            Policy.Of(
                PolicyStatement.Allow("billingconductor:AssociatePricingRules").On(
                    "arn:aws:billingconductor::*:pricingplan/*", "arn:aws:billingconductor::*:pricingrule/probe*")))
            .AuditAsync(Only(Decision.ImplicitDeny, "billingconductor:AssociatePricingRules"));

        Assert.Equal(
            ["billingconductor:AssociatePricingRules pricingplan", "billingconductor:AssociatePricingRules pricingrule"],
            report.Matters(Rule));
    }

    [Fact]
    public async Task Key_that_only_the_call_tells_is_no_disagreement() => Assert.Empty(
        (await Ops(Policy.Of(PolicyStatement.Allow(List).When("Bool", "aws:MultiFactorAuthPresent", "true")))
            .AuditAsync(Missing(Decision.ImplicitDeny, "aws:MultiFactorAuthPresent"))).Of(Rule));

    [Fact]
    public async Task Key_that_AWS_alone_misses_is_no_disagreement() => Assert.Empty(
        (await Ops(Policy.Allow(List)).AuditAsync(Missing(Decision.ImplicitDeny, "aws:SourceIp"))).Of(Rule));

    [Fact]
    public async Task Key_that_was_sent_and_that_AWS_misses_all_the_same_is_no_disagreement() => Assert.Empty(
        (await Ops(Policy.Allow(List)).AuditAsync(Missing(Decision.ImplicitDeny, "aws:RequestedRegion"))).Of(Rule));

    [Theory]
    [InlineData("aws:username")]
    [InlineData("aws:CalledVia")]
    [InlineData("s3:prefix")]
    public async Task Key_that_the_request_cannot_carry_may_be_missing(string key) => Assert.NotEmpty(
        (await Ops(Policy.Allow(List)).AuditAsync(Missing(Decision.ImplicitDeny, key))).Of(Rule));

    [Fact]
    public async Task Unreadable_policy_is_no_disagreement() => Assert.Empty(
        (
            await Ops(
                Policy.Json("""{ "Statement": { "Effect": "Permit", "Action": "*", "Resource": "*" } }""")).AuditAsync(
                    ScriptedSimulator.Saying(Decision.Allowed).As(SimulatorMode.Both))).Of(Rule));

    [Theory]
    [InlineData("aws:username")]
    [InlineData("aws:userid")]
    [InlineData("aws:PrincipalType")]
    public async Task Keys_that_AWS_makes_up_for_roles_are_no_disagreement(string key)
    {
        var estate = Ops(Policy.Of(PolicyStatement.Allow(List).When("StringEqualsIfExists", key, "AssumedRole")));
        Assert.Empty((await estate.AuditAsync(Only(Decision.ImplicitDeny, List))).Of(Rule));
        Assert.Empty(
            (
                await Ops(
                    Policy.Of(PolicyStatement.Allow(List).When("StringNotLike", "aws:PrincipalTag/x", "${" + key + "}"))).AuditAsync(
                        Only(Decision.ImplicitDeny, List))).Of(Rule));
    }

    [Fact]
    public async Task Of_users_these_keys_are_known() => Assert.Single(
        (
            await new Estate().User(
                "ops", user => user.Inline("own", Policy.Of(PolicyStatement.Allow(List).When("StringEquals", "aws:username", "ops"))))
            .AuditAsync(Only(Decision.ImplicitDeny, List))).Of(Rule));

    [Fact]
    public async Task Service_control_policies_are_left_out_where_they_do_not_apply()
    {
        var simulator = ScriptedSimulator.Saying(Decision.ExplicitDeny, decision => decision with { AllowedByOrganizations = false });
        var estate = Ops(Policy.Allow(List)).ServiceLinkedRole(
            "AWSServiceRoleForSupport", "support", role => role.Allow(List), Estate.Member)
            .Role("member", role => role.Allow(List), Estate.Member);
        var report = await estate.AuditAsync(simulator.As(SimulatorMode.Both));

        Assert.Equal(["member"], report.Only(Rule).Names());
        Assert.Contains("the organization's policies do not allow it", report.Only(Rule).Draft.Explanation, StringComparison.Ordinal);
        Assert.Equal(
            [(Estate.Payer, true), (Estate.Member, true), (Estate.Member, false)],
            simulator.Questions.OrderBy(question => question.PrincipalArn, StringComparer.Ordinal).Select(
                question => (question.Account, question.ExcludesServiceControlPolicies)));
    }

    [Fact]
    public async Task Resource_control_policies_are_no_disagreement()
    {
        const string Read = "budgets:ViewBudget";
        var estate = new Estate().Role("ops", role => role.Allow(Read, List), Estate.Member)
            .Configure($$"""
                "profiles": { "reader": { "tasks": ["view-pro-forma"], "permits": ["{{Read}}"] } }
                """)
            .Assign("arn:aws:iam::*:role/ops", "reader")
            .Rcp(
                "p-data",
                Policy.Json(
                    $$"""
                    { "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Principal": "*", "Action": "{{Read}}",
                    "Resource": "*" } }
                    """),
                Estate.Member);

        var report = await estate.AuditAsync(Only(Decision.Allowed, Read));
        Assert.Equal(1, report.Simulator.PrincipalsAnswered);
        Assert.Empty(report.Of(Rule));
    }

    [Fact]
    public async Task Billing_Conductors_own_role_is_not_reported() => Assert.Empty(
        (await new Estate().ServiceLinkedRole("AWSServiceRoleForBillingConductor", "billingconductor", role => role.Allow(Create))
            .AuditAsync(ScriptedSimulator.Saying(Decision.ImplicitDeny).As(SimulatorMode.Both))).Of(Rule));

    [Fact]
    public async Task Action_that_AWS_left_out_is_not_reported_and_stands_in_the_notes()
    {
        var report = await Ops(Policy.Allow(List)).AuditAsync(Only(Decision.Allowed, List));

        Assert.Empty(report.Of(Rule));
        Assert.Contains(report.Notes, note => note.Contains("the embedded engine alone answers for", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Permission_set_in_two_accounts_is_one_finding() => Assert.Equal(2,
        (
            await new Estate().PermissionSet("FinOps", role => role.Allow(List)).PermissionSet(
                "FinOps", role => role.Allow(List), Estate.Member)
            .AuditAsync(Only(Decision.ImplicitDeny, List))).Only(Rule).Principals.Length);

    [Fact]
    public async Task Embedded_audit_reports_nothing() => Assert.Empty((await Task.FromResult(Ops(Policy.Allow(List)).Audit())).Of(Rule));

    [Theory]
    [InlineData(Decision.ImplicitDeny)]
    [InlineData(Decision.Allowed)]
    public async Task File_gives_the_products_answer_again(Decision aws)
    {
        foreach (var estate in Reproducible())
        {
            var report = await estate.AuditAsync(ScriptedSimulator.Saying(aws).As(SimulatorMode.Both));
            var wanted = aws == Decision.Allowed ? "Deny" : "allowed";

            Assert.NotEmpty(report.Of(Rule));
            Assert.Equal(
                report.Of(Rule).Select(finding => finding.Id + ".json").Order(StringComparer.Ordinal),
                report.Reproductions.Select(file => file.FileName));
            Assert.All(report.Reproductions, file => Assert.Contains(wanted, Simulated(file), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task File_is_AWSs_own_form_and_nothing_else()
    {
        var report = await Reproducible()[^1].AuditAsync(ScriptedSimulator.Saying(Decision.Allowed).As(SimulatorMode.Both));
        string[] known =
        [
            "PolicyInputList", "PermissionsBoundaryPolicyInputList", "OrderedOrganizationPolicyInputList", "ActionNames",
            "ResourceArns", "ContextEntries",
        ];

        Assert.All(
            report.Reproductions, file => Assert.Equal(known, JsonNode.Parse(file.Json.Span)!.AsObject().Select(member => member.Key)));
    }

    /// <summary>Layers, tags, versions and resources that decide, so that the file has to carry them.</summary>
    private static Estate[] Reproducible() =>
    [
        Ops(
            Policy.Of(
                PolicyStatement.Allow("billingconductor:*").When("StringEquals", "aws:RequestedRegion", "us-east-1"),
                PolicyStatement.Deny(Create))),
        new Estate().Role(
            "ops",
            role =>
                role.Tag("team", "finops").Inline(
                    "own",
                    Policy.Of(
                        PolicyStatement.Allow("billingconductor:*Billing*").When("StringEquals", "aws:PrincipalTag/team", "finops")))),
        new Estate().Inventory(("billinggroup", "a1"), ("billinggroup", "b2")).Role("ops", role => role.Inline("own", Policy.Of(
            PolicyStatement.Allow(CostReport).On(Estate.Resource("billinggroup", "a1"))))),
        Ops(
            Policy.Json(
                """
                { "Statement": { "Effect": "Allow", "NotAction": "iam:*", "Resource": "*",
                "Condition": { "StringNotEquals": { "aws:PrincipalAccount": "${x}" } } } }
                """))
            .Role("other", role => role.Inline("own", Policy.Allow("billingconductor:Get*"))),
        new Estate().ManagedPolicy("limits", Policy.Allow("billingconductor:List*", "billingconductor:Get*"), Estate.Member)
            .Role("ops", role => role.Boundary("limits").Allow("billingconductor:*"), Estate.Member)
            .Scp(
                "p-guard",
                Policy.Of(PolicyStatement.Deny("billingconductor:Get*").When("StringLike", "aws:PrincipalArn", "arn:aws:iam::*:role/ops")),
                EstateOrganization.MemberUnit),
    ];

    private static string Simulated(Reproduction file)
    {
        var output = new ArrayBufferWriter<byte>();
        CustomSimulator.Answer(file.Json, output);
        return (string)JsonNode.Parse(output.WrittenSpan)!["EvaluationResults"]![0]!["EvalDecision"]!;
    }

    private static Estate Ops(Policy document) => new Estate().Role("ops", role => role.Inline("own", document));

    private static SimulatorRequest Only(Decision decision, params string[] actions) =>
        ScriptedSimulator.SayingOnly(decision, actions).As(SimulatorMode.Both);

    private static SimulatorRequest Missing(Decision decision, string key) =>
        ScriptedSimulator.Saying(decision, result => result with { MissingKeys = [key] }).As(SimulatorMode.Both);
}
