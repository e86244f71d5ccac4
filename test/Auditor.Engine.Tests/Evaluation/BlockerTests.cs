using Auditor.Engine.Policies;
using Auditor.Engine.Requests;
using static Auditor.Engine.Evaluation.Decide;

namespace Auditor.Engine.Evaluation;

/// <summary>Which policy and statement a blocker points at.</summary>
public sealed class BlockerTests
{
    private static readonly AccessRequest List = Request("billingconductor:ListBillingGroups");

    [Fact]
    public void Silence_of_a_layer_with_one_policy_is_that_policys()
    {
        var blocker = Assert.Single(AccessEvaluator.Evaluate(List, new PoliciesInEffect { Identity = [Named("only", "s3:*")] }).Blockers);

        Assert.Equal("only", blocker.Policy?.Id);
        Assert.Null(blocker.Statement);
    }

    [Fact]
    public void Silence_of_a_layer_with_several_policies_is_nobodys() =>
        Assert.Null(Assert.Single(AccessEvaluator.Evaluate(List, new PoliciesInEffect { Identity = [Named("a", "s3:*"), Named("b", "ce:*")] }).Blockers).Policy);

    [Fact]
    public void Silence_of_a_layer_without_policies_is_nobodys() =>
        Assert.Null(Assert.Single(AccessEvaluator.Evaluate(List, new PoliciesInEffect()).Blockers).Policy);

    [Fact]
    public void Of_several_unreadable_statements_the_first_is_named()
    {
        var broken = new SourcedPolicy(
            new PolicySource("broken", "broken"), PolicyParser.Parse("""{"Statement":[{"Sid":"One"},{"Sid":"Two"}]}""", PolicyType.IdentityBased));

        var blocker = Assert.Single(AccessEvaluator.Evaluate(List, new PoliciesInEffect { Identity = [broken] }).Blockers, blocker => blocker.IsExplicit);

        Assert.Equal("One", blocker.Statement?.Label);
        Assert.Equal("broken", blocker.Policy?.Id);
    }

    private static SourcedPolicy Named(string id, string action) => new(
        new PolicySource(id, id),
        PolicyParser.Parse($$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"{{action}}","Resource":"*"} }""", PolicyType.IdentityBased));
}
