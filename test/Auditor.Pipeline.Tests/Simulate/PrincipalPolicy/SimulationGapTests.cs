using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>Which principals were asked before an account is given up is chance where several are asked at once; the gaps must not tell.</summary>
public sealed class SimulationGapTests
{
    private const string Account = "111122223333";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Account_that_was_given_up_is_one_gap_however_many_were_asked_before(int asked)
    {
        var answers = Enumerable.Range(0, 4).Select(index => Refused($"r{index}") with { IsNotAsked = index >= asked });

        var gap = Assert.Single(Gaps(answers));

        Assert.Equal("r0 may not be asked about; so 4 principals went without its answer", gap.Error);
    }

    [Fact]
    public void Refusal_of_one_that_was_asked_stands_before_those_that_were_not() =>
        Assert.Equal("b may not be asked about; so 2 principals went without its answer", Assert.Single(Gaps([Refused("a") with { IsNotAsked = true }, Refused("b")])).Error);

    [Fact]
    public void One_principal_has_its_own_words() => Assert.Equal("a may not be asked about", Assert.Single(Gaps([Refused("a")])).Error);

    [Fact]
    public void Principals_that_are_gone_and_other_accounts_and_permissions_are_gaps_of_their_own()
    {
        var gone = Refused("a").Gap! with { What = "`a`" };

        var gaps = Gaps([Refused("b"), With("a", gone), With("c", gone with { What = "`c`" }), With("d", gone with { Account = "444455556666" }), With("e", gone with { Permission = "sts:AssumeRole" })]);

        Assert.Equal(5, gaps.Length);
    }

    private static Gap[] Gaps(IEnumerable<SimulationAnswer> answers) =>
        [.. new PrincipalSimulations(SimulatorMode.Aws, answers.Select(answer => new PrincipalSimulation(new SimulationPlan(new SimulationQuestion(answer.PrincipalArn, Account, false, []), [], []), answer))).Gaps];

    private static SimulationAnswer Refused(string principal) => With(
        principal, new Gap(GapKind.SimulationUnanswered, Account, "AWS's simulator", null, null, null, "iam:SimulatePrincipalPolicy", $"{principal} may not be asked about"));

    private static SimulationAnswer With(string principal, Gap gap) => new(principal, [], [], gap);
}
