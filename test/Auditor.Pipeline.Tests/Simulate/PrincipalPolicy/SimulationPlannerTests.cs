using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

public sealed class SimulationPlannerTests
{
    private const string List = "billingconductor:ListBillingGroups";

    [Fact]
    public async Task All_actions_of_a_role_go_in_one_call()
    {
        var call = Assert.Single((await QuestionAsync(new Estate().Role("ops", role => role.Allow("billingconductor:*")))).Calls);

        Assert.Equal(ServiceCatalog.Default.BillingConductorActions.Select(action => action.FullName), call.ActionNames);
        Assert.Equal(
            [
                "*",
                "arn:aws:billingconductor::111122223333:billinggroup/probe00000",
                "arn:aws:billingconductor::111122223333:customlineitem/probe00000",
                "arn:aws:billingconductor::111122223333:pricingrule/probe00000",
                "arn:aws:billingconductor::aws:pricingplan/BasicPricingPlan",
            ],
            call.ResourceArns);
    }

    [Fact]
    public async Task Known_context_is_always_sent_with_its_types()
    {
        var question = await QuestionAsync(new Estate().Role("ops", role => role.Tag("team", "finops").Allow(List)));
        var entries = question.Calls[0].ContextEntries.Select(entry => $"{entry.Name} {entry.Type} {string.Join('|', entry.Values)}");

        Assert.Equal(
            [
                "aws:CurrentTime date 2026-11-24T00:00:00Z",
                "aws:EpochTime date 1795478400",
                "aws:PrincipalAccount string 111122223333",
                "aws:PrincipalArn string arn:aws:iam::111122223333:role/ops",
                "aws:PrincipalIsAWSService boolean false",
                "aws:PrincipalOrgID string o-exampleorg1",
                "aws:PrincipalOrgPaths stringList o-exampleorg1/r-exam/",
                "aws:PrincipalTag/team string finops",
                "aws:PrincipalType string AssumedRole",
                "aws:RequestedRegion string us-east-1",
                "aws:SecureTransport boolean true",
                "aws:ViaAWSService boolean false",
            ],
            entries);
    }

    [Fact]
    public async Task Of_users_their_name_and_id_are_sent()
    {
        var question = await QuestionAsync(new Estate().User("ops", user => user.Id("AIDAEXAMPLE").Allow(List)));
        var entries = question.Calls[0].ContextEntries.ToDictionary(entry => entry.Name, entry => entry.Values[0], StringComparer.Ordinal);

        Assert.Equal(("ops", "AIDAEXAMPLE", "User"), (entries["aws:username"], entries["aws:userid"], entries["aws:PrincipalType"]));
    }

    [Theory]
    [InlineData("aws:SourceIp")]
    [InlineData("aws:MultiFactorAuthPresent")]
    [InlineData("aws:username")]
    [InlineData("aws:ResourceTag/team")]
    public async Task Unknown_and_absent_keys_are_never_sent(string key)
    {
        var question = await QuestionAsync(
            new Estate().Role(
                "ops", role => role.Inline("own", Policy.Of(PolicyStatement.Allow("billingconductor:*").When("StringLike", key, "x")))));

        Assert.DoesNotContain(
            question.Calls.SelectMany(call => call.ContextEntries), entry => entry.Name.Equals(key, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("\"aws:MultiFactorAuthPresent\": [\"true\"]", "aws:MultiFactorAuthPresent boolean true")]
    [InlineData("\"aws:SourceIp\": [\"10.1.2.3\"]", "aws:SourceIp ip 10.1.2.3")]
    [InlineData("\"aws:SourceIp\": [\"nowhere\"]", "aws:SourceIp string nowhere")]
    [InlineData("\"aws:MultiFactorAuthAge\": [\"60\"]", "aws:MultiFactorAuthAge numeric 60")]
    [InlineData("\"aws:TagKeys\": [\"a\", \"b\"]", "aws:TagKeys stringList a|b")]
    public async Task Assumed_keys_are_known(string assume, string entry)
    {
        var question = await QuestionAsync(new Estate().Role("ops", role => role.Allow(List)).Configure($$"""
            "assume": { {{assume}} }
            """));

        Assert.Contains(entry, question.Calls[0].ContextEntries.Select(sent => $"{sent.Name} {sent.Type} {string.Join('|', sent.Values)}"));
    }

    [Fact]
    public async Task Key_assumed_absent_is_not_sent() => Assert.DoesNotContain(
        (await QuestionAsync(new Estate().Role("ops", role => role.Allow(List)).Configure("""
            "assume": { "aws:RequestedRegion": null }
            """))).Calls[0].ContextEntries,
        entry => entry.Name == "aws:RequestedRegion");

    [Fact]
    public async Task Keys_of_the_resource_are_sent_where_a_policy_asks_for_them()
    {
        var question = await QuestionAsync(new Estate().Inventory(("billinggroup", "a1"))
            .Role(
                "ops",
                role =>
                    role.Inline(
                        "own",
                        Policy.Of(PolicyStatement.Allow("billingconductor:*").When("StringEquals", "aws:ResourceAccount", Estate.Payer)))));
        var accounts = question.Calls.ToDictionary(
            call => call.ContextEntries.FirstOrDefault(entry => entry.Name == "aws:ResourceAccount")?.Values[0] ?? "",
            call => string.Join(' ', call.ResourceArns.Select(arn => arn[(arn.LastIndexOf('/') + 1)..]).Distinct()),
            StringComparer.Ordinal);

        Assert.Equal("* BasicPricingPlan", accounts[""]);
        Assert.Equal("a1 probe00000", accounts[Estate.Payer]);
    }

    [Fact]
    public async Task Of_resources_that_no_policy_tells_apart_one_is_asked_about()
    {
        var many = Enumerable.Range(0, 500).Select(number => ("billinggroup", $"g{number:000}")).ToArray();
        var call = Assert.Single((await QuestionAsync(new Estate().Inventory(many).Role("ops", role => role.Inline("own", Policy.Of(
            PolicyStatement.Allow("billingconductor:*").On(Estate.Resource("billinggroup", "g007"))))))).Calls);

        Assert.Contains(Estate.Resource("billinggroup", "g007"), call.ResourceArns);
        Assert.Equal(6, call.ResourceArns.Length);
    }

    [Fact]
    public async Task No_call_has_more_than_twenty_resources_and_an_action_is_asked_on_forty_at_most()
    {
        var many = Enumerable.Range(0, 500).Select(number => ("billinggroup", $"g{number:000}")).ToArray();
        var simulator = ScriptedSimulator.Saying(Decision.Allowed);
        var report = await new Estate().Inventory(many)
            .Role(
                "ops",
                role =>
                    role.Inline(
                        "own",
                        Policy.Of(
                            PolicyStatement.Allow("billingconductor:UpdateBillingGroup").When(
                                "StringEquals", "aws:ResourceTag/team", "x"))))
            .AuditAsync(simulator.As(SimulatorMode.Both));
        var calls = Assert.Single(simulator.Questions).Calls;

        Assert.All(calls, call => Assert.InRange(call.ResourceArns.Length, 1, 20));
        Assert.Equal(
            40,
            calls.Where(
                call =>
                    call.ActionNames.Contains("billingconductor:UpdateBillingGroup")).SelectMany(call =>
                        call.ResourceArns).Count(arn => arn.Contains(":billinggroup/", StringComparison.Ordinal)));
        Assert.Contains(
            report.Notes,
            note =>
                note.Contains("billingconductor:UpdateBillingGroup", StringComparison.Ordinal)
                    && note.Contains("40 of its resources only", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_services_are_asked_about_in_their_own_region_and_on_their_own_resources()
    {
        var question = await QuestionAsync(
            new Estate().Role("ops", role => role.Allow("billingconductor:*", "pricing:*", "organizations:*"))
            .Configure("""
                "profiles": { "reader": { "tasks": ["view-pro-forma"], "permits": ["pricing:GetProducts", "organizations:ListAccounts"] } }
                """)
            .Assign("arn:aws:iam::*:role/ops", "reader"));
        var regional = question.Calls.Where(
            call => !call.ContextEntries.Any(entry => entry.Name == "aws:RequestedRegion")).SelectMany(call => call.ActionNames).ToArray();

        Assert.Equal(["pricing:GetProducts"], regional);
        Assert.Contains(question.Calls, call => call.ActionNames.Contains("organizations:ListAccounts"));
    }

    [Fact]
    public async Task Keys_that_a_task_determines_make_a_call_of_their_own()
    {
        var question = await QuestionAsync(new Estate().Role("ops", role => role.Allow("*"))
            .Configure("""
                "administrators": []
                """)
            .Assign("arn:aws:iam::*:role/ops", "account-enroller"));
        var determined = question.Calls.Where(call => call.ContextEntries.Any(entry => entry.Name == "iam:AWSServiceName"));

        Assert.All(determined, call => Assert.Equal(["iam:CreateServiceLinkedRole"], call.ActionNames));
    }

    [Theory]
    [InlineData(new[] { "a" }, 1)]
    [InlineData(new[] { "a", "b" }, 2)]
    public void Packer_keeps_contexts_apart(string[] regions, int calls)
    {
        var packer = new CallPacker();
        foreach (var region in regions)
            packer.Add(Request("billingconductor:A" + region, "*"), [new ContextEntry("aws:RequestedRegion", "string", [region])]);

        Assert.Equal(calls, packer.Pack().Calls.Length);
    }

    [Fact]
    public void Packer_splits_actions_and_resources_and_finds_every_request_again()
    {
        var packer = new CallPacker();
        foreach (var action in Enumerable.Range(0, 150))
        {
            foreach (var resource in Enumerable.Range(0, 30))
                packer.Add(Request($"s3:A{action:000}", $"arn:{resource:00}"), []);
        }

        var (calls, requests) = packer.Pack();
        Assert.Equal(4, calls.Length);
        Assert.Equal(4500, requests.Length);
        Assert.All(requests, request => Assert.True(
            calls[request.Call].ActionNames.Contains(request.Key.Action, StringComparer.Ordinal)
                && calls[request.Call].ResourceArns.Contains(request.Key.Resource, StringComparer.Ordinal)));
    }

    [Fact]
    public void Packer_asks_an_action_only_where_it_has_a_request()
    {
        var packer = new CallPacker();
        packer.Add(Request("s3:Get", "arn:a"), []);
        packer.Add(Request("sns:Publish", "arn:b"), []);

        Assert.Equal(
            ["s3:Get on arn:a", "sns:Publish on arn:b"],
            packer.Pack().Calls.Select(call => $"{string.Join(' ', call.ActionNames)} on {string.Join(' ', call.ResourceArns)}"));
    }

    private static PlannedRequest Request(string action, string resource) =>
        new(new RequestKey(action, resource, ""), System.Collections.Immutable.ImmutableDictionary<string, string>.Empty, "*", 0);

    private static async Task<SimulationQuestion> QuestionAsync(Estate estate)
    {
        var simulator = ScriptedSimulator.Saying(Decision.Allowed);
        await estate.AuditAsync(simulator.As(SimulatorMode.Both));
        return Assert.Single(simulator.Questions);
    }
}
