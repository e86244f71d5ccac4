using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Simulate.PrincipalPolicy;
using Auditor.Testing;
using static Auditor.Aws.Tests.Simulate.SimulatorFixture;

namespace Auditor.Aws.Tests.Simulate;

public sealed class PrincipalPolicySimulatorTests
{
    private const string List = "billingconductor:ListBillingGroups";
    private const string Update = "billingconductor:UpdateBillingGroup";
    private const string Create = "billingconductor:CreateBillingGroup";

    [Fact]
    public async Task Request_is_as_documented()
    {
        using var fixture = new SimulatorFixture().Always(asked => asked.InNewShape((_, _) => "allowed"));
        await fixture.AskAsync(new SimulationCall([List, Update], ["*", Group],
        [
            new ContextEntry("aws:PrincipalOrgPaths", "stringList", ["o-1/r-1/", "o-1/r-2/"]),
            new ContextEntry("aws:RequestedRegion", "string", ["us-east-1"]),
            new ContextEntry("aws:SecureTransport", "boolean", ["true"]),
        ]));

        Assert.Equal(
            [
                "Action=SimulatePrincipalPolicy",
                $"ActionNames.member.1={List}",
                $"ActionNames.member.2={Update}",
                "ContextEntries.member.1.ContextKeyName=aws:PrincipalOrgPaths",
                "ContextEntries.member.1.ContextKeyType=stringList",
                "ContextEntries.member.1.ContextKeyValues.member.1=o-1/r-1/",
                "ContextEntries.member.1.ContextKeyValues.member.2=o-1/r-2/",
                "ContextEntries.member.2.ContextKeyName=aws:RequestedRegion",
                "ContextEntries.member.2.ContextKeyType=string",
                "ContextEntries.member.2.ContextKeyValues.member.1=us-east-1",
                "ContextEntries.member.3.ContextKeyName=aws:SecureTransport",
                "ContextEntries.member.3.ContextKeyType=boolean",
                "ContextEntries.member.3.ContextKeyValues.member.1=true",
                "PolicyExclusionList.member.1.PolicyType=scp",
                $"PolicySourceArn={Role}",
                "ResourceArns.member.1=*",
                $"ResourceArns.member.2={Group}",
                "Version=2010-05-08",
            ],
            Assert.Single(fixture.Aws.Requests).Parameters.Select(
                parameter => $"{parameter.Key}={parameter.Value}").Order(StringComparer.Ordinal));
        Assert.Equal([Account], fixture.Accounts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Both_shapes_are_read(bool isNew)
    {
        static string Decide(string action, string resource) =>
            action == List ? "allowed" : resource == "*" ? "implicitDeny" : "explicitDeny";
        using var fixture = new SimulatorFixture().Always(asked => isNew ? asked.InNewShape(Decide) : asked.InOldShape(Decide));
        var answer = await fixture.AskAsync(new SimulationCall([List, Update], ["*", Group], []));

        Assert.Equal(
            [$"0 {List} * Allowed", $"0 {List} {Group} Allowed", $"0 {Update} * ImplicitDeny", $"0 {Update} {Group} ExplicitDeny"],
            Words(answer));
        Assert.Empty(answer.Unanswered);
        Assert.Null(answer.Gap);
    }

    [Fact]
    public async Task What_AWS_says_besides_is_read()
    {
        var more = FakeSimulation.Matched("guard") + FakeSimulation.Missing("aws:SourceIp") + FakeSimulation.Organizations(true)
            + FakeSimulation.Boundary(false);
        using var fixture = new SimulatorFixture().Always(asked => asked.InOldShape((_, _) => "explicitDeny", more));
        var decision = Assert.Single((await fixture.AskAsync(Call(List))).Decisions);

        Assert.Equal(["guard"], decision.MatchedPolicies);
        Assert.Equal(["aws:SourceIp"], decision.MissingKeys);
        Assert.Equal((true, false), (decision.AllowedByOrganizations, decision.AllowedByPermissionsBoundary));
        Assert.Null(decision.WithoutServiceControlPolicies);
    }

    [Fact]
    public async Task All_pages_are_read()
    {
        using var fixture = new SimulatorFixture();
        fixture.Aws.On(
            FakeSimulation.Api,
            FakeSimulation.Page([Result(List, "allowed")], "more"),
            FakeSimulation.Page([], "still more"),
            FakeSimulation.Page([Result(Update, "implicitDeny")]));
        var answer = await fixture.AskAsync(Call(List, Update));

        Assert.Equal([$"0 {List} * Allowed", $"0 {Update} * ImplicitDeny"], Words(answer));
        Assert.Equal([null, "more", "still more"], fixture.Aws.Requests.Select(request => request.Parameters.GetValueOrDefault("Marker")));
    }

    [Fact]
    public async Task Page_that_points_to_itself_ends_the_call_and_counts_for_nothing()
    {
        using var fixture = new SimulatorFixture();
        fixture.Aws.Always(FakeSimulation.Api, FakeSimulation.Page([Result(List, "allowed")], "again"));

        Assert.Empty((await fixture.AskAsync(Call(List))).Decisions);
        Assert.Equal(2, fixture.Asked.Count);
    }

    [Fact]
    public async Task Denial_is_asked_again_without_service_control_policies()
    {
        using var fixture = new SimulatorFixture().Always(asked => asked.InNewShape(
            (action, _) =>
                action == List ? "allowed" : action == Create || !asked.ExcludesServiceControlPolicies ? "explicitDeny" : "allowed",
            FakeSimulation.Organizations(asked.ExcludesServiceControlPolicies)));
        var answer = await fixture.AskAsync(Question(Call(Create, List, Update)) with { ExcludesServiceControlPolicies = false });

        Assert.Equal([(false, 3), (true, 2)], fixture.Asked.Select(asked => (asked.ExcludesServiceControlPolicies, asked.Actions.Length)));
        Assert.Equal(
            [
                (Create, Decision.ExplicitDeny, Decision.ExplicitDeny), (List, Decision.Allowed, null),
                (Update, Decision.ExplicitDeny, Decision.Allowed),
            ],
            answer.Decisions.OrderBy(decision => decision.Action, StringComparer.Ordinal).Select(
                decision => (decision.Action, decision.Decision, decision.WithoutServiceControlPolicies)));
    }

    [Fact]
    public async Task Denial_that_the_organization_lets_through_is_not_asked_again()
    {
        using var fixture = new SimulatorFixture().Always(
            asked => asked.InNewShape((_, _) => "implicitDeny", FakeSimulation.Organizations(true)));
        await fixture.AskAsync(Question(Call(List, Update)) with { ExcludesServiceControlPolicies = false });

        Assert.False(Assert.Single(fixture.Asked).ExcludesServiceControlPolicies);
    }

    [Fact]
    public async Task Simulator_without_exclusions_leaves_the_cause_open()
    {
        using var fixture = new SimulatorFixture().Always(asked => asked.ExcludesServiceControlPolicies
            ? FakeAnswer.Error(400, "InvalidInput", "no such parameter")
            : asked.InNewShape((_, _) => "implicitDeny"));
        var answer = await fixture.AskAsync(Question(Call(List)) with { ExcludesServiceControlPolicies = false });

        Assert.Null(Assert.Single(answer.Decisions).WithoutServiceControlPolicies);
        Assert.Null(answer.Gap);
    }

    [Fact]
    public async Task Actions_that_AWS_does_not_know_are_left_out_and_not_tried_again()
    {
        string[] young = ["billingconductor:GetBillingTransferPreference", "billingconductor:UpdateBillingTransferPreference"];
        using var fixture = new SimulatorFixture().Always(asked => asked.Actions.Intersect(young).Any()
            ? FakeAnswer.Error(400, "InvalidInput", "unknown action")
            : asked.InNewShape((_, _) => "allowed"));
        string[] all = [.. Engine.Catalog.ServiceCatalog.Default.BillingConductorActions.Select(action => action.FullName)];
        var first = await fixture.AskAsync(Call(all));
        var calls = fixture.Asked.Count;
        var second = await fixture.AskAsync(Call(all));

        Assert.Equal(5, calls);
        Assert.Equal(calls + 1, fixture.Asked.Count);
        Assert.All([first, second], answer =>
        {
            Assert.Equal(32, answer.Decisions.Length);
            Assert.Equal(young, answer.Unanswered.Select(item => item.Action));
            Assert.All(answer.Unanswered, item => Assert.Equal("AWS's simulator does not take the action: unknown action", item.Reason));
            Assert.Null(answer.Gap);
        });
    }

    [Fact]
    public async Task Request_that_AWS_does_not_take_at_all_is_not_blamed_on_the_actions()
    {
        var isBroken = true;
        using var fixture = new SimulatorFixture().Always(
            asked => isBroken ? FakeAnswer.Error(400, "InvalidInput", "bad resource") : asked.InNewShape((_, _) => "allowed"));
        string[] many = [.. Enumerable.Range(10, 60).Select(number => $"s3:Action{number}")];
        var answer = await fixture.AskAsync(Call(many));

        Assert.InRange(fixture.Asked.Count, 1, 30);
        Assert.Equal(60, answer.Unanswered.Length);
        Assert.All(
            answer.Unanswered,
            item => Assert.StartsWith("AWS's simulator does not take the request", item.Reason, StringComparison.Ordinal));
        isBroken = false;
        Assert.Equal(60, (await fixture.AskAsync(Call(many))).Decisions.Length);
    }

    [Theory]
    [InlineData(400, "ValidationError")]
    [InlineData(500, "PolicyEvaluation")]
    public async Task Refused_input_is_left_to_the_embedded_engine_and_the_next_call_is_made(int status, string code)
    {
        using var fixture = new SimulatorFixture().Always(asked => asked.Actions.Contains(List)
            ? FakeAnswer.Error(status, code, "member must have length less than or equal to 2000")
            : asked.InNewShape((_, _) => "allowed"));
        var answer = await fixture.AskAsync(Call(List), Call(Update));

        Assert.Equal([$"1 {Update} * Allowed"], Words(answer));
        Assert.Contains("2000", Assert.Single(answer.Unanswered).Reason, StringComparison.Ordinal);
        Assert.Null(answer.Gap);
    }

    [Fact]
    public async Task Cancellation_ends_the_call()
    {
        var gate = new TaskCompletionSource();
        using var fixture = new SimulatorFixture().Always(_ => FakeAnswer.Ok("").HeldUntil(gate.Task));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var asking = fixture.Simulator.SimulateAsync(Question(Call(List)), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        gate.SetResult();
    }

    private static string Result(string action, string decision) =>
        $"<member><EvalActionName>{action}</EvalActionName><EvalResourceName>*</EvalResourceName>"
            + $"<EvalDecision>{decision}</EvalDecision></member>";
}
