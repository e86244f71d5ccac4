using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Remedies.Forms;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.WhatIf;

namespace Auditor.Pipeline.Remedies;

/// <summary>Remedies of findings: each is put into a new organization by its own documents, and that one is audited.</summary>
public sealed class FindingRemedyTests
{
    private static readonly string Analyst = Estate.RoleArn("analyst");
    private static readonly string Group = Estate.Resource("billinggroup", "abcdefghij");

    [Fact]
    public void A_task_gets_all_that_it_lacks_in_one_policy()
    {
        var estate = new Estate().Role("analyst", role => role.Inline("reads", Policy.Allow("ce:*"))).Assign(Analyst, "billing-group-operator");
        var findings = estate.Audit().Findings.Where(finding => finding.Rule == "BCA101").ToArray();
        Assert.NotEmpty(findings);
        foreach (var finding in findings)
        {
            var remedy = Proven(finding);
            Assert.Equal((Decision.ImplicitDeny, Decision.Allowed), (remedy.Before, remedy.After));
            Assert.Empty(remedy.AlsoAllows);
            var change = Assert.Single(remedy.Changes);
            Assert.DoesNotContain(Applied(estate, change).Findings, still => still.Id == finding.Id);
        }
    }

    [Theory]
    [InlineData("tag-billing-groups")]
    [InlineData("tag-pricing")]
    public void A_task_gets_an_action_on_its_own_resources_only_where_another_task_needs_it_on_more(string task)
    {
        var estate = new Estate().Inventory(("billinggroup", "abcdefghij"), ("pricingplan", "klmnopqrst")).Role("analyst", role => role.Inline("reads", Policy.Allow("ce:*"))).Assign(Analyst, "abc-administrator");
        Assert.Empty(Proven(estate.Audit().Findings.Single(finding => finding.Rule == "BCA101" && finding.Draft.Matter == task)).AlsoAllows);
    }

    [Fact]
    public void No_action_is_said_to_be_allowed_on_what_it_is_not_about()
    {
        var finding = new Estate().Inventory(("pricingplan", "klmnopqrst")).Role("analyst", role => role.Inline("reads", Policy.Allow("ce:*"))).Assign(Analyst, "billing-transfer-operator")
            .Audit().Findings.Single(finding => finding.Rule == "BCA101" && finding.Draft.Matter == "invite-transfer");
        Assert.DoesNotContain(Proven(finding).AlsoAllows, also => also.Action.StartsWith("organizations:", StringComparison.Ordinal) && also.Resource.Contains(":billingconductor:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_policy_takes_no_name_that_the_principal_has_already()
    {
        Estate With(params IEnumerable<string> taken) => new Estate()
            .Role("analyst", role => taken.Aggregate(role.Inline("reads", Policy.Allow("ce:*")), (held, name) => held.Inline(name, Policy.Allow("s3:GetObject"))))
            .Assign(Analyst, "billing-group-operator");

        // Named after the task, not after an action.
        string[] tasks = [.. With().Audit().Findings.Where(finding => finding.Rule == "BCA101" && finding.Remedy?.Edits is [var edit] && !finding.Draft.Actions.Any(action => action.EndsWith(":" + edit.Policy.Name["Allow".Length..], StringComparison.Ordinal)))
            .Select(finding => finding.Remedy!.Edits[0].Policy.Name!)];
        Assert.NotEmpty(tasks);
        var held = With(tasks.Select(name => name.ToLowerInvariant())).Audit().Findings.Where(finding => finding.Rule == "BCA101").Select(finding => Proven(finding).Edits[0].Policy.Name!).ToArray();
        foreach (var name in tasks)
            Assert.Equal((true, false), (held.Contains(name + "2"), held.Contains(name)));
    }

    [Fact]
    public void What_else_stands_in_the_way_of_a_task_is_changed_too_and_only_once()
    {
        var estate = new Estate().Role("analyst", role => role.Inline("own", Policy.Of(PolicyStatement.Allow("billingconductor:*"), PolicyStatement.Deny("billingconductor:*")))).Assign(Analyst, "pricing-manager");
        var finding = estate.Audit().Findings.First(finding => finding.Rule == "BCA101");
        var remedy = Proven(finding);
        var edit = Assert.Single(remedy.Edits);
        Assert.Equal(EditKind.ReplaceStatement, edit.Kind);
        Assert.DoesNotContain(Replaced(estate, remedy.Changes.Single(), "own").Findings, still => still.Id == finding.Id);
    }

    [Fact]
    public void A_guardrail_is_changed_once_for_all_whom_it_stops()
    {
        var estate = new Estate().Scp("p-costs0000", Policy.Deny("ce:*"), "ou-exam-members1");
        foreach (var name in (string[])["one", "two"])
            estate.Role(name, role => role.Inline("costs", Policy.Allow("ce:*")), Estate.Member);
        estate.Assign($"arn:aws:iam::{Estate.Member}:role/*", "cost-allocation-tag-manager");
        var finding = estate.Audit().Findings.First(finding => finding.Rule == "BCA301");
        var change = Assert.Single(Proven(finding).Changes);
        Assert.Equal(PolicyPlaceKind.ServiceControlPolicy, change.Place.Kind);
        foreach (var name in (string[])["one", "two"])
            Assert.Contains(Estate.RoleArn(name, Estate.Member), change.Document!, StringComparison.Ordinal);
        var applied = estate.AuditWith(new Suppositions { Without = ["p-costs0000"], WithServiceControlPolicies = [Supposed("ou-exam-members1", change.Document!)] });
        Assert.DoesNotContain(applied.Findings, still => still.Rule == "BCA301" && still.Draft.Matter == finding.Draft.Matter);
    }

    [Fact]
    public void Excess_in_an_inline_policy_is_taken_out_of_its_statement()
    {
        var estate = new Estate().Role("analyst", role => role.Inline("own", Policy.Allow("billingconductor:*"))).Assign(Analyst, "abc-viewer");
        var finding = estate.Audit().Findings.Single(finding => finding.Rule == "BCA201");
        var remedy = Proven(finding);
        Assert.Equal([EditKind.ReplaceStatement], remedy.Edits.Select(edit => edit.Kind));
        Assert.Equal((Decision.Allowed, Decision.ImplicitDeny), (remedy.Before, remedy.After));
        Assert.Empty(remedy.AlsoDenies);
        var after = Replaced(estate, remedy.Changes.Single(), "own");
        Assert.DoesNotContain(after.Findings, still => still.Rule is "BCA101" or "BCA201");
    }

    [Theory]
    [InlineData("/", "aws iam detach-role-policy --role-name 'guest' --policy-arn 'arn:aws:iam::111122223333:policy/own'")]
    [InlineData("/aws-reserved/sso.amazonaws.com/", "aws sso-admin detach-customer-managed-policy-reference-from-permission-set --instance-arn \"$INSTANCE_ARN\" --permission-set-arn \"$PERMISSION_SET_ARN\" --customer-managed-policy-reference '{\"Name\":\"own\",\"Path\":\"/\"}'")]
    public void A_customers_policy_about_nothing_else_is_detached_too(string path, string command)
    {
        var estate = new Estate().ManagedPolicy("own", Policy.Allow("billingconductor:UpdateBillingGroup"))
            .Role("guest", role => role.Path(path).Attach(Estate.PolicyArn("own"))).Configured();
        var report = estate.Audit();
        var change = Assert.Single(Proven(report.Findings.Single(finding => finding.Rule == "BCA204")).Changes);
        Assert.Null(change.Document);
        Assert.Equal(command, RemedyCommands.Of(change)[0]);
        Assert.StartsWith("# remove own", RemedyTerraform.Of(change), StringComparison.Ordinal);
        using var output = new MemoryStream();
        JsonReport.Write(report, output);
        Assert.NotEqual(0, output.Length);
    }

    [Fact]
    public void Excess_in_a_managed_policy_that_no_task_needs_is_detached()
    {
        const string full = "arn:aws:iam::aws:policy/AWSBillingConductorFullAccess";
        var estate = new Estate().AwsPolicy("AWSBillingConductorFullAccess", Policy.Allow("billingconductor:*", "organizations:ListAccounts")).Role("guest", role => role.Attach(full)).Configured();
        var finding = estate.Audit().Findings.First(finding => finding.Rule == "BCA204");
        var remedy = Proven(finding);
        Assert.Equal([(EditKind.Detach, full)], remedy.Edits.Select(edit => (edit.Kind, edit.Policy.Id)));
        Assert.Contains(new AllowedRequest("organizations:ListAccounts", "*"), remedy.AlsoDenies);
        Assert.DoesNotContain(estate.AuditWith(new Suppositions { Without = [full] }).Findings, still => still.Rule == "BCA204");
    }

    [Fact]
    public void Excess_in_a_policy_about_much_else_is_denied_by_name()
    {
        var estate = new Estate().ManagedPolicy("wide", Policy.Allow("billingconductor:*", "s3:*")).Role("analyst", role => role.Attach(Estate.PolicyArn("wide"))).Assign(Analyst, "abc-viewer");
        var finding = estate.Audit().Findings.Single(finding => finding.Rule == "BCA201");
        var change = Assert.Single(Proven(finding).Changes);
        Assert.Equal("Deny-" + finding.Id, change.Place.Name);
        Assert.DoesNotContain(Applied(estate, change).Findings, still => still.Rule is "BCA101" or "BCA201");
    }

    [Fact]
    public void What_is_permitted_on_listed_resources_stays_so_and_only_so()
    {
        var estate = new Estate().Inventory(("billinggroup", "abcdefghij"), ("billinggroup", "klmnopqrst"))
            .Role("analyst", role => role.Inline("own", Policy.Allow("billingconductor:*"))).Assign(Analyst, "account-enroller", "\"resources\":{\"billinggroup\":[\"" + Group + "\"]}");
        var finding = estate.Audit().Findings.Single(finding => finding.Rule == "BCA201");
        var remedy = Proven(finding);
        var after = estate.AuditWith(new Suppositions { Without = [.. remedy.Changes.Where(change => !change.IsNew).Select(change => change.Id)], With = [.. remedy.Changes.Select(change => Supposed(Analyst, change.Document!))] });
        Assert.DoesNotContain(after.Findings, still => still.Rule is "BCA101" or "BCA201");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/aws-reserved/sso.amazonaws.com/")]
    public void Several_actions_on_several_resources_come_into_one_new_policy(string path)
    {
        const string name = "AWSReservedSSO_Work_0123456789abcdef";
        var estate = new Estate().Inventory(("billinggroup", "abcdefghij")).Role(name, role => role.Path(path))
            .Assign($"arn:aws:iam::{Estate.Payer}:role*{name}", "abc-config-viewer\",\"billing-group-operator");
        var findings = estate.Audit().Findings.Where(finding => finding.Rule == "BCA101" && finding.Blockers.All(blocker => blocker.Layer == PolicyLayer.Identity)).ToArray();
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.True(Assert.Single(Proven(finding).Changes).IsNew));
    }

    [Fact]
    public void A_policy_that_denies_something_is_not_detached()
    {
        var estate = new Estate().ManagedPolicy("own", Policy.Of(PolicyStatement.Allow("billingconductor:ListPricingPlans"), PolicyStatement.Deny("billingconductor:UpdateBillingGroup")))
            .Role("guest", role => role.Inline("rights", Policy.Allow("billingconductor:UpdateBillingGroup")).Attach(Estate.PolicyArn("own"))).Configured();
        var remedy = Proven(estate.Audit().Findings.Single(finding => finding.Rule == "BCA204"));
        Assert.DoesNotContain(remedy.Edits, edit => edit.Kind == EditKind.Detach);
        Assert.Empty(remedy.AlsoAllows);
    }

    [Fact]
    public void A_policy_that_a_group_holds_is_not_detached_from_its_member()
    {
        var estate = new Estate().ManagedPolicy("own", Policy.Allow("billingconductor:ListPricingPlans"))
            .Group("staff", group => group.Attach(Estate.PolicyArn("own")))
            .User("guest", user => user.In("staff").Attach(Estate.PolicyArn("own"))).Configured();
        var remedy = Proven(estate.Audit().Findings.Single(finding => finding.Rule == "BCA204"));
        Assert.Equal([EditKind.AddPolicy], remedy.Edits.Select(edit => edit.Kind));
    }

    [Fact]
    public void A_Deny_that_does_alone_makes_other_edits_needless()
    {
        var estate = new Estate().ManagedPolicy("wide", Policy.Allow("billingconductor:*", "s3:*"))
            .Role("analyst", role => role.Inline("own", Policy.Allow("billingconductor:List*", "billingconductor:UpdateBillingGroup")).Attach(Estate.PolicyArn("wide"))).Assign(Analyst, "abc-viewer");
        var remedy = Proven(estate.Audit().Findings.First(finding => finding.Rule == "BCA201"));
        Assert.Equal([EditKind.AddPolicy], remedy.Edits.Select(edit => edit.Kind));
    }

    [Fact]
    public void A_wildcard_is_spelled_out_to_what_its_resources_fit()
    {
        var estate = new Estate().Role("analyst", role => role.Inline(
                "own", Policy.Json("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"billingconductor:*","Resource":"arn:aws:billingconductor::111122223333:pricingplan/*"}}""")))
            .Assign(Analyst, "abc-viewer");
        var change = Assert.Single(Proven(estate.Audit().Findings.First(finding => finding.Rule is "BCA201" or "BCA204")).Changes);
        Assert.DoesNotContain("BillingGroup", change.Document!, StringComparison.Ordinal);
        Assert.DoesNotContain(Replaced(estate, change, "own").Findings, still => still.Rule == "BCA403");
    }

    [Fact]
    public void A_guardrail_is_narrowed_action_by_action_without_dead_statements()
    {
        var guard = Policy.Json("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","NotAction":"organizations:*","Resource":"*"}]}""");
        var estate = new Estate().ManagedPolicy("guard", guard).Role("analyst", role => role.Attach(Estate.PolicyArn("guard"))).Assign(Analyst, "abc-config-viewer");
        var finding = estate.Audit().Findings.First(finding => finding.Rule == "BCA101" && finding.Draft.Actions.Length > 2);
        var remedy = Proven(finding);
        var change = Assert.Single(remedy.Changes);
        Assert.Empty(remedy.AlsoAllows);
        var conditions = System.Text.Json.JsonDocument.Parse(change.Document!).RootElement.GetProperty("Statement").EnumerateArray()
            .Where(statement => statement.TryGetProperty("Condition", out _)).Select(statement => statement.GetProperty("Condition")).ToArray();
        Assert.NotEmpty(conditions);
        Assert.DoesNotContain(conditions, condition => condition.TryGetProperty("ArnLike", out _) && condition.TryGetProperty("ArnNotLike", out _));
    }

    [Fact]
    public void Where_Billing_Conductor_does_not_answer_nothing_helps()
    {
        var estate = new Estate().Role("analyst", role => role.Inline("own", Policy.Allow("billingconductor:CreateBillingGroup", "billingconductor:ListPricingPlans")), Estate.Member)
            .Assign(Estate.RoleArn("analyst", Estate.Member), "billing-transfer-operator");
        var findings = estate.Audit().Findings.Where(finding => finding.Rule == "BCA101" && finding.Blockers.Any(blocker => blocker.Layer == PolicyLayer.Account)).ToArray();
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Null(finding.Remedy));
    }

    [Fact]
    public void A_quota_counts_what_all_edits_leave()
    {
        // Of the 2,048 characters of a user's inline policies most are taken: a Deny spelled out and a new Allow fit one by one, but not together.
        var filler = string.Join(',', Enumerable.Range(0, 76).Select(number => $"\"s3:Get{number:00000}\""));
        var own = Policy.Json($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[{{filler}}],"Resource":"*"},{"Effect":"Deny","Action":["billingconductor:Associate*","billingconductor:List*"],"Resource":"*"}]}""");
        var estate = new Estate().User("analyst", user => user.Inline("own", own)).Assign($"arn:aws:iam::{Estate.Payer}:user/analyst", "account-enroller\",\"chargeback-analyst");
        foreach (var remedy in estate.Audit().Findings.Select(finding => finding.Remedy).OfType<Remedy>())
        {
            var places = remedy.Changes.Where(change => change.Place.Kind == PolicyPlaceKind.User && change.Document is not null).ToArray();
            var total = places.Sum(change => change.Document!.Count(character => !char.IsWhiteSpace(character)));
            Assert.True(total <= 2_048, $"{total} characters");
            Assert.All(places, change => Assert.True(change.Characters >= total));
        }
    }

    [Fact]
    public void To_lose_a_condition_is_to_be_allowed_more()
    {
        var guarded = Policy.Json("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"billingconductor:*","Resource":"*"},{"Effect":"Deny","Action":["billingconductor:*"],"Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}},{"Effect":"Deny","Action":"billingconductor:UpdateBillingGroup","Resource":"*"}]}""");
        var estate = new Estate().ManagedPolicy("own", guarded).Role("analyst", role => role.Attach(Estate.PolicyArn("own")));
        var remedy = estate.Explain(Analyst, "billingconductor:UpdateBillingGroup").Remedy!.Remedy!;
        Assert.Equal(Decision.Conditional, remedy.After);
        Assert.Empty(remedy.AlsoAllows);
    }

    [Fact]
    public void What_cannot_be_proven_is_not_offered()
    {
        var estate = new Estate().Role("analyst", role => role, Estate.Member).Assign(Estate.RoleArn("analyst", Estate.Member), "abc-viewer");
        Assert.All(estate.Audit().Findings.Where(finding => finding.Rule is "BCA101"), finding => Assert.Null(finding.Remedy));
        var broken = new Estate().Role("analyst", role => role.Inline("broken", Policy.Json("""{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}"""))).Assign(Analyst, "abc-viewer");
        Assert.All(broken.Audit().Findings, finding => Assert.Null(finding.Remedy));
    }

    private static Remedy Proven(Finding finding) => finding.Remedy ?? throw new InvalidOperationException($"{finding.Id} has no remedy: {finding.Draft.Explanation}");

    private static SupposedPolicy Supposed(string target, string document) => new(target, "remedy", System.Text.Encoding.UTF8.GetBytes(document));

    private static AuditReport Applied(Estate estate, PolicyChange change) => estate.AuditWith(new Suppositions { With = [Supposed(Analyst, change.Document!)] });

    private static AuditReport Replaced(Estate estate, PolicyChange change, string policy) =>
        estate.AuditWith(new Suppositions { Without = [$"{Analyst} {policy}"], With = [Supposed(Analyst, change.Document!)] });
}
