using System.Globalization;
using System.Text;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Tests.Report;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>The verdicts of <c>--simulator aws</c>.</summary>
public sealed class AwsDecisionTests
{
    private const string List = "billingconductor:ListBillingGroups";
    private static readonly Gap Refused = new(
        GapKind.SimulationUnanswered, Estate.Payer, "AWS's simulator", null, null, null, "iam:SimulatePrincipalPolicy", "`AccessDenied`");

    [Theory]
    [InlineData(Decision.Allowed, Verdict.All)]
    [InlineData(Decision.ImplicitDeny, Verdict.None)]
    [InlineData(Decision.ExplicitDeny, Verdict.None)]
    public async Task Certain_answer_of_AWS_decides(Decision aws, Verdict verdict)
    {
        Assert.Equal(verdict, await VerdictAsync(Ops(Policy.Allow(List)), ScriptedSimulator.Saying(aws)));
        Assert.Equal(verdict, await VerdictAsync(Ops(Policy.Allow("billingconductor:UpdateBillingGroup")), ScriptedSimulator.Saying(aws)));
    }

    [Fact]
    public async Task In_both_the_embedded_engine_decides()
    {
        var report = await Ops(Policy.Allow(List)).AuditAsync(ScriptedSimulator.Saying(Decision.ImplicitDeny).As(SimulatorMode.Both));

        Assert.Equal(Verdict.All, VerdictIn(report));
        Assert.Equal(SimulatorMode.Both, report.Simulator.ModeOf(Estate.RoleArn("ops")));
    }

    [Fact]
    public async Task Resources_share_the_answer_of_one_that_no_policy_tells_apart()
    {
        var estate = new Estate().Inventory(("billinggroup", "a1"), ("billinggroup", "b2"), ("billinggroup", "c3"))
            .Role(
                "ops",
                role =>
                    role.Inline(
                        "own",
                        Policy.Of(PolicyStatement.Allow("billingconductor:UpdateBillingGroup").On(Estate.Resource("billinggroup", "b2")))));
        var report = await estate.AuditAsync(
            ScriptedSimulator.Saying(
                (_, resource) =>
                    resource.EndsWith("/b2", StringComparison.Ordinal) ? Decision.ImplicitDeny : Decision.Allowed).As(SimulatorMode.Aws));
        var access = report.Principals[0].Assessed.AccessTo(Action("UpdateBillingGroup"));

        Assert.Equal(Verdict.Some, access.Verdict);
        Assert.Equal(
            [Estate.Resource("billinggroup", "a1"), Estate.Resource("billinggroup", "c3"), Estate.Resource("billinggroup", "probe00000")],
            access.AllowedResources);
    }

    [Fact]
    public async Task Key_that_AWS_reports_as_missing_makes_it_conditional()
    {
        var estate = Ops(Policy.Of(PolicyStatement.Allow(List).When("Bool", "aws:MultiFactorAuthPresent", "true")));

        Assert.Equal(Verdict.Conditional, await VerdictAsync(estate, Missing(Decision.ImplicitDeny, "aws:multifactorauthpresent")));
    }

    [Fact]
    public async Task Key_that_only_a_service_control_policy_asks_for_makes_it_unknown()
    {
        var estate = new Estate().Role("ops", role => role.Allow(List), Estate.Member)
            .Scp(
                "p-net",
                Policy.Of(PolicyStatement.Deny("*").When("StringNotEquals", "aws:SourceVpc", "vpc-1")),
                EstateOrganization.MemberUnit);

        Assert.Equal(Verdict.Unknown, await VerdictAsync(estate, ScriptedSimulator.Saying(Decision.ExplicitDeny)));
        Assert.Equal(Verdict.Unknown, await VerdictAsync(estate, ScriptedSimulator.Saying(Decision.Allowed)));
    }

    [Fact]
    public async Task Key_that_AWS_misses_and_the_product_does_not_need_makes_a_difference_unknown()
    {
        Assert.Equal(Verdict.Unknown, await VerdictAsync(Ops(Policy.Allow(List)), Missing(Decision.ImplicitDeny, "aws:SourceIp")));
        Assert.Equal(Verdict.All, await VerdictAsync(Ops(Policy.Allow(List)), Missing(Decision.Allowed, "aws:SourceIp")));
    }

    [Fact]
    public async Task Service_control_policy_that_does_not_apply_makes_a_denial_unknown() => Assert.Equal(
        Verdict.Unknown,
        await VerdictAsync(
            Ops(Policy.Allow(List)),
            ScriptedSimulator.Saying(Decision.ExplicitDeny, decision => decision with { AllowedByOrganizations = false })));

    [Fact]
    public async Task Policy_that_could_not_be_read_is_answered_by_AWS()
    {
        var estate = Ops(Policy.Json("""{ "Statement": { "Effect": "Permit", "Action": "*", "Resource": "*" } }""")).Configured();

        Assert.Equal(Verdict.Unknown, VerdictIn(estate.Audit()));
        Assert.Equal(Verdict.All, await VerdictAsync(estate, ScriptedSimulator.Saying(Decision.Allowed)));
        Assert.Equal(Verdict.None, await VerdictAsync(estate, ScriptedSimulator.Saying(Decision.ImplicitDeny)));
        Assert.Equal(Verdict.Unknown, await VerdictAsync(estate, Missing(Decision.ImplicitDeny, "aws:SourceIp")));
    }

    [Fact]
    public async Task Of_service_control_policies_that_could_not_be_read_a_denial_by_the_principals_own_policies_is_certain()
    {
        var estate = new Estate().Role("ops", role => role.Inline("own", Policy.Allow(List)), Estate.Member)
            .Scp(
                "p-bad",
                Policy.Json("""{ "Statement": { "Effect": "Denied", "Action": "*", "Resource": "*" } }"""),
                EstateOrganization.MemberUnit);

        Assert.Equal(Verdict.Unknown, await VerdictAsync(estate, ScriptedSimulator.Saying(Decision.Allowed)));
        Assert.Equal(
            Verdict.Unknown,
            await VerdictAsync(
                estate, ScriptedSimulator.Saying(Decision.ExplicitDeny, decision => decision with { AllowedByOrganizations = false })));
        Assert.Equal(
            Verdict.None,
            await VerdictAsync(
                estate, ScriptedSimulator.Saying(Decision.ImplicitDeny, decision => decision with { AllowedByOrganizations = true })));
    }

    [Fact]
    public async Task Without_organization_only_a_denial_by_the_principals_own_policies_is_certain()
    {
        var estate = Ops(Policy.Allow(List)).WithoutOrganization();

        Assert.Equal(Verdict.Conditional, await VerdictAsync(estate, ScriptedSimulator.Saying(Decision.Allowed)));
        Assert.Equal(
            Verdict.Conditional,
            await VerdictAsync(
                estate, ScriptedSimulator.Saying(Decision.ExplicitDeny, decision => decision with { AllowedByOrganizations = false })));
        Assert.Equal(Verdict.None, await VerdictAsync(estate, ScriptedSimulator.Saying(Decision.ImplicitDeny)));
    }

    [Fact]
    public async Task Resource_control_policy_is_what_AWS_cannot_see()
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
        var report = await estate.AuditAsync(ScriptedSimulator.Saying(Decision.Allowed).As(SimulatorMode.Aws));

        Assert.Equal(
            Verdict.Unknown,
            report.Principals.Single(listed => listed.Assessed.Principal.Name == "ops").Assessed.OtherAccess[Read].Verdict);
    }

    [Fact]
    public async Task Denied_task_names_the_layers_that_AWS_names()
    {
        var estate = new Estate().Role(
            "ops", role => role.Allow("billingconductor:*", "organizations:*")).Assign("arn:aws:iam::*:role/ops", "chargeback-analyst");
        var boundary = await estate.AuditAsync(
            ScriptedSimulator.Saying(
                Decision.ImplicitDeny, decision => decision with { AllowedByPermissionsBoundary = false }).As(SimulatorMode.Aws));
        var explicitly = await estate.AuditAsync(
            ScriptedSimulator.Saying(
                Decision.ExplicitDeny, decision => decision with { MatchedPolicies = ["guard"] }).As(SimulatorMode.Aws));

        Assert.All(
            boundary.Of("BCA101"),
            finding => Assert.Equal([PolicyLayer.PermissionsBoundary], finding.Blockers.Select(blocker => blocker.Layer)));
        Assert.All(
            explicitly.Of("BCA101"),
            finding => Assert.Contains("AWS's simulator says that guard denies it", finding.Draft.Explanation, StringComparison.Ordinal));
        Assert.NotEmpty(boundary.Of("BCA101"));
        Assert.NotEmpty(explicitly.Of("BCA101"));
        Assert.NotEmpty(Json(explicitly));
    }

    [Fact]
    public async Task Where_AWS_did_not_answer_the_embedded_engine_does_and_the_report_says_so()
    {
        var report = await Ops(Policy.Allow(List)).AuditAsync(ScriptedSimulator.Failing(Refused).As(SimulatorMode.Aws));

        Assert.Equal(Verdict.All, VerdictIn(report));
        Assert.Equal(SimulatorMode.Embedded, report.Simulator.ModeOf(Estate.RoleArn("ops")));
        Assert.Equal((1, 0), (report.Simulator.PrincipalsAsked, report.Simulator.PrincipalsAnswered));
        Assert.Contains(Refused, report.Gaps);
        Assert.Contains(report.Findings, finding => finding.Draft.Matter == "simulationUnanswered iam:SimulatePrincipalPolicy");
        Assert.Contains(report.Notes, note => note.EndsWith("it was not asked to the end", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_listed_principals_are_asked_about_and_a_sample_is_the_same_every_time()
    {
        var estate = Enumerable.Range(0, 12).Aggregate(
            new Estate(), (all, number) => all.Role($"r{number.ToString(CultureInfo.InvariantCulture)}", role => role.Allow(List)))
            .Role("nobody", role => role.Allow("s3:*"));
        var (all, some, again) = (
            ScriptedSimulator.Saying(Decision.Allowed),
            ScriptedSimulator.Saying(Decision.Allowed),
            ScriptedSimulator.Saying(Decision.Allowed));
        await estate.AuditAsync(all.As(SimulatorMode.Aws));
        await estate.AuditAsync(some.As(SimulatorMode.Both, sample: 3));
        await estate.AuditAsync(again.As(SimulatorMode.Both, sample: 3));

        Assert.Equal(12, all.Questions.Count);
        Assert.Equal(3, some.Questions.Count);
        var smallest = all.Questions.Select(question => question.PrincipalArn)
            .OrderBy(
                arn => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(arn))),
                StringComparer.Ordinal).Take(3);
        Assert.Equal(
            smallest.Order(StringComparer.Ordinal), some.Questions.Select(question => question.PrincipalArn).Order(StringComparer.Ordinal));
        Assert.Equal(
            some.Questions.Select(question => question.PrincipalArn).Order(StringComparer.Ordinal),
            again.Questions.Select(question => question.PrincipalArn).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(SimulatorMode.Aws)]
    [InlineData(SimulatorMode.Both)]
    public async Task Same_answers_give_the_same_bytes(SimulatorMode mode)
    {
        var estate = Enumerable.Range(0, 9).Aggregate(
            new Estate(), (all, number) => all.Role($"r{number.ToString(CultureInfo.InvariantCulture)}", role => role.Allow(List)));
        var first = Json(await estate.AuditAsync(ScriptedSimulator.Saying(Decision.ImplicitDeny).As(mode)));

        Assert.Contains($"\"mode\": \"{mode.Word()}\"", first, StringComparison.Ordinal);
        Assert.True(new SchemaFile("report.schema.json").IsValid(first));
        Assert.Equal(first, Json(await estate.AuditAsync(ScriptedSimulator.Saying(Decision.ImplicitDeny).As(mode))));
    }

    private static string Json(AuditReport report)
    {
        using var output = new MemoryStream();
        JsonReport.Write(report, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static Estate Ops(Policy document) => new Estate().Role("ops", role => role.Inline("own", document));

    private static ScriptedSimulator Missing(Decision decision, string key) =>
        ScriptedSimulator.Saying(decision, result => result with { MissingKeys = [key] });

    private static async Task<Verdict> VerdictAsync(Estate estate, ScriptedSimulator simulator) =>
        VerdictIn(await estate.AuditAsync(simulator.As(SimulatorMode.Aws)));

    private static Verdict VerdictIn(AuditReport report) =>
        report.Principals.Single(listed => listed.Assessed.Principal.Name == "ops").Assessed.AccessTo(Action("ListBillingGroups")).Verdict;

    private static Auditor.Engine.Catalog.CatalogAction Action(string name) =>
        Auditor.Engine.Catalog.ServiceCatalog.Default.FindAction("billingconductor:" + name)!;
}
