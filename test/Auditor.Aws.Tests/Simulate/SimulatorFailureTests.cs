using Auditor.Aws.Access;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Simulate.PrincipalPolicy;
using Auditor.Testing;
using static Auditor.Aws.Tests.Simulate.SimulatorFixture;

namespace Auditor.Aws.Tests.Simulate;

public sealed class SimulatorFailureTests
{
    private const string List = "billingconductor:ListBillingGroups";

    public static TheoryData<FakeAnswer, string> Failures => new()
    {
        { FakeAnswer.Error(403, "AccessDenied", "not authorized to perform: iam:SimulatePrincipalPolicy"), "AccessDenied" },
        { FakeAnswer.Throttling(), "Throttling" },
        { FakeAnswer.Unavailable(), "ServiceUnavailable" },
        { FakeAnswer.Error(500, "ServiceFailure", "sorry"), "ServiceFailure" },
        { FakeAnswer.CutBefore(), "" },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task Failure_is_a_gap_that_names_the_permission(FakeAnswer failure, string code)
    {
        using var fixture = new SimulatorFixture().Always(_ => failure);
        var answer = await fixture.AskAsync(Call(List));

        Assert.Empty(answer.Decisions);
        Assert.Equal(
            (GapKind.SimulationUnanswered, Account, "iam:SimulatePrincipalPolicy"),
            (answer.Gap!.Kind, answer.Gap.Account, answer.Gap.Permission));
        Assert.Contains(code, answer.Gap.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task After_three_failures_in_a_row_the_account_is_not_asked_any_more(FakeAnswer failure, string code)
    {
        using var fixture = new SimulatorFixture().Always(_ => failure);
        var answers = new List<SimulationAnswer>();
        for (var principal = 0; principal < 6; principal++)
            answers.Add(await fixture.AskAsync(Call(List)));

        Assert.Equal(3, fixture.Calls);
        Assert.All(answers, answer => Assert.NotNull(answer.Gap));
        Assert.Equal(2, answers.Select(answer => answer.Gap).Distinct().Count());
        Assert.Contains("not asked any more in this account after 3 failures in a row", answers[^1].Gap!.Error, StringComparison.Ordinal);
        Assert.Contains(code, answers[^1].Gap!.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulator_that_takes_nothing_at_all_is_not_asked_any_more()
    {
        using var fixture = new SimulatorFixture().Always(_ => FakeAnswer.Error(400, "InvalidInput", "bad context"));
        var answers = new List<SimulationAnswer>();
        for (var principal = 0; principal < 5; principal++)
            answers.Add(await fixture.AskAsync(Call(List, "billingconductor:UpdateBillingGroup")));

        Assert.Equal(9, fixture.Calls);
        Assert.All(answers, answer => Assert.Contains("bad context", answer.Gap!.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_account_is_still_asked()
    {
        using var fixture = new SimulatorFixture().Always(_ => FakeAnswer.Error(403, "AccessDenied", "no"));
        for (var principal = 0; principal < 4; principal++)
            await fixture.AskAsync(Call(List));
        await fixture.AskAsync(Question(Call(List)) with { Account = "444455556666" });

        Assert.Equal(4, fixture.Asked.Count);
    }

    [Fact]
    public async Task Success_in_between_closes_the_circuit()
    {
        var call = 0;
        using var fixture = new SimulatorFixture().Always(
            asked => ++call % 3 == 0 ? asked.InNewShape((_, _) => "allowed") : FakeAnswer.Throttling());
        for (var principal = 0; principal < 9; principal++)
            await fixture.AskAsync(Call(List));

        Assert.Equal(9, fixture.Asked.Count);
    }

    [Fact]
    public async Task What_was_answered_before_the_failure_stays()
    {
        using var fixture = new SimulatorFixture().Always(
            asked => asked.Actions.Contains(List) ? asked.InNewShape((_, _) => "allowed") : FakeAnswer.Throttling());
        var answer = await fixture.AskAsync(Call(List), Call("billingconductor:UpdateBillingGroup"));

        Assert.Equal([$"0 {List} * Allowed"], Words(answer));
        Assert.NotNull(answer.Gap);
    }

    [Fact]
    public async Task Throttling_that_passes_is_no_failure()
    {
        using var fixture = new SimulatorFixture(retries: 1);
        fixture.Aws.On(
            FakeSimulation.Api,
            FakeAnswer.Throttling(),
            FakeSimulation.Page(
                [
                    $"<member><EvalActionName>{List}</EvalActionName><EvalResourceName>*</EvalResourceName>"
                        + "<EvalDecision>allowed</EvalDecision></member>",
                ]));
        var answer = await fixture.AskAsync(Call(List));

        Assert.Single(answer.Decisions);
        Assert.Null(answer.Gap);
    }

    [Fact]
    public async Task Principal_that_is_gone_is_said_so_and_the_others_are_asked()
    {
        using var fixture = new SimulatorFixture().Always(_ => FakeAnswer.Error(404, "NoSuchEntity", "cannot be found"));
        for (var principal = 0; principal < 5; principal++)
            Assert.Contains(
                "is in the snapshot, but not in the account any more",
                (await fixture.AskAsync(Call(List))).Gap!.Error,
                StringComparison.Ordinal);

        Assert.Equal(5, fixture.Asked.Count);
    }

    [Theory]
    [InlineData("<IsTruncated>true</IsTruncated>")]
    [InlineData("<IsTruncated>true</IsTruncated><Marker>again</Marker>")]
    [InlineData("<IsTruncated>true</IsTruncated><Marker>one</Marker>", "<IsTruncated>true</IsTruncated><Marker>other</Marker>")]
    public async Task Answer_that_has_no_end_is_a_gap_and_no_decision(params string[] pages)
    {
        // Were it whole, the only result would speak of both resources.
        const string Allowed = $"<EvaluationResults><member><EvalActionName>{List}</EvalActionName><EvalDecision>allowed</EvalDecision></member></EvaluationResults>";
        var page = 0;
        using var fixture = new SimulatorFixture().Always(_ => FakeAnswer.Ok(Allowed + pages[page++ % pages.Length]));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        var answer = await fixture.Simulator.SimulateAsync(Question(new SimulationCall([List], ["*", Group], [])), patience.Token);

        Assert.Empty(answer.Decisions);
        Assert.Equal("iam:SimulatePrincipalPolicy", answer.Gap?.Permission);
        Assert.InRange(fixture.Calls, 1, 3);
    }

    [Fact]
    public async Task Account_without_a_way_in_is_a_gap_that_names_what_was_refused()
    {
        var refusal = new SnapshotRefusal(Account, "sts:AssumeRole", "AccessDenied", "sts:AssumeRole", "`sts:AssumeRole` was refused");
        using var calls = new ApiCaller();
        var simulator = new Aws.Simulate.PrincipalPolicySimulator(
            calls, (_, _) => throw new CallRefusedException(refusal, new InvalidOperationException("no")));
        var answer = await simulator.SimulateAsync(Question(Call(List)), TestContext.Current.CancellationToken);

        Assert.Equal("sts:AssumeRole", answer.Gap!.Permission);
    }
}
