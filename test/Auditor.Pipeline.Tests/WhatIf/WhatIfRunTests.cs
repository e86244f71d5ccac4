using System.Collections.Immutable;
using System.Text;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Compare;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.WhatIf;

public sealed class WhatIfRunTests
{
    private const string Update = "UpdateBillingGroup";
    private const string AllowAll = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"billingconductor:*","Resource":"*"}}""";
    private const string DenyUpdate = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"billingconductor:UpdateBillingGroup","Resource":"*"}}""";
    private const string DenyCosts = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"ce:*","Resource":"*"}}""";
    private const string Faulty = """{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}""";
    private static readonly string Analyst = Estate.RoleArn("analyst");

    private static Estate TwoRoles => new Estate().Role("analyst", role => role.Inline("reads", Policy.Allow("billingconductor:List*"))).Role("other", role => role.Inline("all", Policy.Allow("billingconductor:*")));

    [Fact]
    public void A_policy_for_one_principal_changes_that_one_only()
    {
        var whatIf = Suppose(TwoRoles, With(AllowAll, Analyst));
        var change = Assert.Single(whatIf.Comparison.Principals);
        Assert.Equal((Analyst, Estate.Payer), (change.Arn, change.Account));
        Assert.Equal((AccessChangeKind.Gained, Verdict.None, Verdict.All), Of(change, Update));
        Assert.DoesNotContain(change.Actions, action => action.Action == "ListBillingGroups");
        Assert.Equal([$"with policy.json for {Analyst}"], whatIf.Supposed);
    }

    [Theory]
    [InlineData("arn:aws:iam::*:role/an*")]
    [InlineData("arn:aws:iam::111122223333:role/analyst")]
    public void A_pattern_names_principals_as_it_does_in_a_configuration(string pattern) =>
        Assert.Equal([Analyst], Suppose(TwoRoles, With(AllowAll, pattern)).Comparison.Principals.Select(change => change.Arn));

    [Fact]
    public void A_policy_for_nobody_in_particular_is_for_every_role_and_user_but_not_for_those_of_services()
    {
        var estate = TwoRoles.ServiceLinkedRole("AWSServiceRoleForX", "x", role => role.Inline("all", Policy.Allow("billingconductor:*")));
        Assert.Equal([Estate.RoleArn("other")], Suppose(estate, With(DenyUpdate)).Comparison.Principals.Select(change => change.Arn));
    }

    [Fact]
    public void The_text_of_a_managed_policy_can_be_supposed_for_all_who_hold_it_or_have_it_as_boundary()
    {
        var estate = new Estate().ManagedPolicy("shared", Policy.Allow("billingconductor:*"))
            .Role("holder", role => role.Attach(Estate.PolicyArn("shared"))).Role("bounded", role => role.Inline("all", Policy.Allow("billingconductor:*")).Boundary("shared")).Role("neither", role => role.Inline("all", Policy.Allow("billingconductor:*")));
        var changes = Suppose(estate, With("""{"Statement":{"Effect":"Allow","Action":"billingconductor:List*","Resource":"*"}}""", Estate.PolicyArn("shared"))).Comparison.Principals;
        Assert.Equal([Estate.RoleArn("bounded"), Estate.RoleArn("holder")], changes.Select(change => change.Arn));
        Assert.All(changes, change => Assert.Equal((AccessChangeKind.Lost, Verdict.All, Verdict.None), Of(change, Update)));
    }

    [Fact]
    public void A_text_that_is_supposed_instead_of_another_is_written_today()
    {
        var estate = new Estate().ManagedPolicy("shared", Policy.Allow("billingconductor:*"), created: "2020-01-01T00:00:00Z").Role("holder", role => role.Attach(Estate.PolicyArn("shared")));
        Assert.Contains(estate.Audit().Findings, finding => finding.Rule == "BCA206");
        Assert.DoesNotContain(estate.AuditWith(With(AllowAll, Estate.PolicyArn("shared"))).Findings, finding => finding.Rule == "BCA206");
    }

    [Fact]
    public void What_is_supposed_to_be_gone_binds_and_allows_no_longer()
    {
        var estate = new Estate().ManagedPolicy("shared", Policy.Allow("billingconductor:*")).ManagedPolicy("limit", Policy.Allow("ce:*"))
            .Group("people", group => group.Attach(Estate.PolicyArn("shared")))
            .User("kim", user => user.In("people")).Role("holder", role => role.Attach(Estate.PolicyArn("shared"))).Role("bounded", role => role.Inline("all", Policy.Allow("billingconductor:*")).Boundary("limit"));
        Assert.Equal([Estate.RoleArn("holder"), $"arn:aws:iam::{Estate.Payer}:user/kim"], Suppose(estate, Without(Estate.PolicyArn("shared"))).Comparison.Principals.Select(change => change.Arn));
        Assert.Equal((AccessChangeKind.Gained, Verdict.None, Verdict.All), Of(Suppose(estate, Without(Estate.PolicyArn("limit"))).Comparison.Principals.Single(), Update));
        Assert.Equal([Estate.RoleArn("bounded") + " all"], Suppose(estate, Without(Estate.RoleArn("bounded") + " all", Estate.PolicyArn("limit"))).Supposed.Take(1).Select(line => line["without ".Length..]));
        Assert.Equal(AccessChangeKind.Lost, Of(Suppose(estate, Without(Estate.RoleArn("holder"))).Comparison.Principals.Single(), Update).Kind);
    }

    [Fact]
    public void A_service_control_policy_binds_those_below_its_target_and_gives_findings()
    {
        var estate = new Estate().PermissionSet("Costs", role => role.Inline("AwsSSOInlinePolicy", Policy.Allow("ce:*")), Estate.Member)
            .Assign($"arn:aws:iam::{Estate.Member}:role/*", "cost-allocation-tag-manager");
        var whatIf = Suppose(estate, WithScp(DenyCosts, "ou-exam-members1"));
        Assert.Equal((AccessChangeKind.Lost, Verdict.All, Verdict.None), Of(whatIf.Comparison.Principals.Single(), "ce:UpdateCostAllocationTagsStatus"));
        Assert.Contains(whatIf.Comparison.NewFindings, finding => finding.Rule == "BCA301");
        Assert.Empty(Suppose(estate, WithScp(DenyCosts, Estate.Payer)).Comparison.Principals);
        Assert.NotEmpty(Suppose(estate, WithScp(DenyCosts, "root")).Comparison.Principals);
    }

    [Fact]
    public void A_guardrail_that_is_gone_gives_back_what_it_took()
    {
        var estate = new Estate().Scp("p-costs0000", Policy.Deny("ce:*"), "ou-exam-members1").PermissionSet("Costs", role => role.Inline("AwsSSOInlinePolicy", Policy.Allow("ce:*")), Estate.Member)
            .Assign($"arn:aws:iam::{Estate.Member}:role/*", "cost-allocation-tag-manager");
        var whatIf = Suppose(estate, Without("p-costs0000"));
        Assert.Equal(AccessChangeKind.Gained, Of(whatIf.Comparison.Principals.Single(), "ce:UpdateCostAllocationTagsStatus").Kind);
        Assert.Contains(whatIf.Comparison.GoneFindings, finding => finding.Rule == "BCA301");
    }

    [Theory]
    [InlineData(Faulty, null, "line 1")]
    [InlineData("""{"Statement":[""", null, "line 1")]
    [InlineData(AllowAll, "finance", "is no ARN of a role, user or managed policy")]
    [InlineData(AllowAll, "arn:aws:iam::111122223333:role/nobody", "no account that could be read has `arn:aws:iam::111122223333:role/nobody`")]
    public void What_would_be_a_guess_is_refused(string text, string? target, string reason) =>
        Assert.Contains(reason, Assert.Throws<RunCannotGoOnException>(() => Suppose(TwoRoles, With(text, target))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("ou-exam-nowhere1")]
    [InlineData("r-zzzz")]
    public void An_unknown_target_of_a_service_control_policy_is_refused(string target) =>
        Assert.Contains($"no root, unit or account `{target}`", Assert.Throws<RunCannotGoOnException>(() => Suppose(TwoRoles, WithScp(DenyCosts, target))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_report_is_that_of_an_organization_in_which_it_is_so()
    {
        var supposed = TwoRoles.AuditWith(With(DenyUpdate, Analyst));
        var real = new Estate().Role("analyst", role => role.Inline("reads", Policy.Allow("billingconductor:List*")).Inline("policy.json", Policy.Json(DenyUpdate))).Role("other", role => role.Inline("all", Policy.Allow("billingconductor:*"))).Audit();
        Assert.Equal(Bytes(real with { WhatIf = supposed.WhatIf }), Bytes(supposed));
    }

    [Theory]
    [InlineData("policy/broken")]
    [InlineData("role/analyst faulty")]
    [InlineData("role/analyst")]
    public void What_could_not_be_read_is_no_gap_where_it_is_gone(string gone)
    {
        var estate = new Estate().Role("analyst", role => gone.StartsWith("policy", StringComparison.Ordinal) ? role : role.Inline("faulty", Policy.Json(Faulty))).Role("other", role => role.Allow("billingconductor:*"));
        if (gone.StartsWith("policy", StringComparison.Ordinal))
            estate = estate.ManagedPolicy("broken", Policy.Json(Faulty));
        Assert.Single(estate.Audit().Gaps);
        var report = estate.AuditWith(Without($"arn:aws:iam::{Estate.Payer}:{gone}"));
        Assert.Empty(report.Gaps);
        Assert.Contains(report.WhatIf!.Comparison.GoneFindings, finding => finding.Rule == "BCA901");
    }

    [Fact]
    public void A_text_that_is_supposed_instead_of_one_that_could_not_be_read_leaves_no_gap_nor_does_a_guardrail_that_is_gone()
    {
        var estate = new Estate().ManagedPolicy("broken", Policy.Json(Faulty)).Role("analyst", role => role.Attach(Estate.PolicyArn("broken"))).Scp("p-broken000", Policy.Json(Faulty), Estate.Member);
        Assert.Equal(2, estate.Audit().Gaps.Length);
        Assert.Empty(estate.AuditWith(With(AllowAll, Estate.PolicyArn("broken")) with { Without = ["p-broken000"] }).Gaps);
        Assert.Equal("p-broken000", estate.AuditWith(With(AllowAll, Estate.PolicyArn("broken"))).Gaps.Single().What.Split('/')[^1]);
    }

    [Fact]
    public void Who_is_gone_and_what_he_had_may_be_named_together() =>
        Assert.Single(Suppose(TwoRoles, Without(Analyst + " reads", Analyst)).Comparison.Principals);

    [Fact]
    public void An_explanation_says_both_as_it_is_and_as_it_would_be()
    {
        var explanation = TwoRoles.ExplainWith(With(AllowAll), Analyst, "billingconductor:UpdateBillingGroup");
        Assert.Equal((Decision.Allowed, Decision.ImplicitDeny), (explanation.Decision, explanation.Supposed!.Decision));
        Assert.StartsWith("The role analyst cannot change a billing group", explanation.Supposed.Sentence, StringComparison.Ordinal);
        var elsewhere = TwoRoles.ExplainWith(With(AllowAll, Estate.RoleArn("nobody")), Analyst, "billingconductor:UpdateBillingGroup");
        Assert.Contains(elsewhere.Notes, note => note.Contains("supposing it changes nothing here", StringComparison.Ordinal));
    }

    private static WhatIfSummary Suppose(Estate estate, Suppositions suppositions) => estate.AuditWith(suppositions).WhatIf!;

    private static Suppositions With(string text, string? target = null) => new() { With = [SupposedOf(text, target)] };

    private static Suppositions Without(params ImmutableArray<string> what) => new() { Without = what };

    private static Suppositions WithScp(string text, string target) => new() { WithServiceControlPolicies = [SupposedOf(text, target)] };

    private static SupposedPolicy SupposedOf(string text, string? target) => new(target, "policy.json", Encoding.UTF8.GetBytes(text));

    private static (AccessChangeKind Kind, Verdict Before, Verdict After) Of(PrincipalChange change, string action)
    {
        var one = change.Actions.Single(entry => entry.Action == action);
        return (one.Kind, one.Before.Verdict, one.After.Verdict);
    }

    private static string Bytes(AuditReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
