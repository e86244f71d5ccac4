using System.Text.Json;
using Auditor.Engine.Cases;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Engine.Properties;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Evaluation;

public sealed class DecisionWaysTests
{
    private const int Fewest = 200;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_way_decides_alike(bool withUnknown) =>
        PropertyRuns.Check(CaseGenerator.Case(withUnknown), runs: Math.Max(Fewest, PropertyRuns.Wanted / 10), made => DecisionWays.Agree(new PolicyCase("", JsonElement.Parse(made))));

    [Fact]
    public void Unreadable_statement_leaves_every_action_unknown_that_nothing_denies()
    {
        var actions = new ActionSet(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]);
        var policies = new PoliciesInEffect
        {
            Identity =
            [
                Policy("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Deny","Action":"s3:PutObject","Resource":"*"}]}"""),
                Policy("""{"Version":"2012-10-17","Statement":[{"Effect":"allow","Action":"s3:*","Resource":"*"}]}"""),
            ],
            Boundary = Policy("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"*"}]}""", PolicyType.PermissionsBoundary),
        };

        var decisions = AccessEvaluator.Decide(actions, actions.All, Request, [new(actions.All, GivenContext.Empty)], policies);

        Assert.Equal(new ActionDecisions(Allowed: 0, Conditional: 0, Unknown: 0b001, ExplicitlyDenied: 0b010, ImplicitlyDenied: 0b100), decisions);
    }

    [Fact]
    public void Actions_that_nobody_asked_about_are_in_no_mask()
    {
        var actions = new ActionSet(["s3:GetObject", "s3:PutObject"]);
        var policies = new PoliciesInEffect { Identity = [Policy("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}}""")] };

        var decisions = AccessEvaluator.Decide(actions, 0b10, Request, [new(actions.All, GivenContext.Empty)], policies);

        Assert.Equal(new ActionDecisions(0b10, 0, 0, 0, 0), decisions);
    }

    [Fact]
    public void Policy_of_the_resource_is_refused_where_many_actions_are_decided()
    {
        var actions = new ActionSet(["s3:GetObject"]);
        var policies = new PoliciesInEffect { ResourcePolicy = Policy("{}", PolicyType.ResourceBased) };

        Assert.Throws<ArgumentException>(() => AccessEvaluator.Decide(actions, 1, Request, [new(1, GivenContext.Empty)], policies));
    }

    [Fact]
    public void Set_holds_64_actions_and_no_more()
    {
        Assert.Equal(ulong.MaxValue, new ActionSet(Enumerable.Range(0, 64).Select(number => $"s3:A{number}")).All);
        Assert.Throws<ArgumentException>(() => new ActionSet(Enumerable.Range(0, 65).Select(number => $"s3:A{number}")));
    }

    [Fact]
    public void Another_set_is_not_answered_with_the_masks_of_the_one_before()
    {
        var document = Policy("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}}""");
        var policies = new PoliciesInEffect { Identity = [document] };
        var first = new ActionSet(["s3:GetObject", "s3:PutObject"]);
        var second = new ActionSet(["s3:PutObject", "s3:GetObject"]);

        Assert.Equal(0b10UL, AccessEvaluator.Decide(first, 0b11, Request, [new(0b11, GivenContext.Empty)], policies).Allowed);
        Assert.Equal(0b01UL, AccessEvaluator.Decide(second, 0b11, Request, [new(0b11, GivenContext.Empty)], policies).Allowed);
    }

    private static AccessRequest Request => new() { Action = "", Resource = "arn:aws:s3:::bucket/key" };

    private static SourcedPolicy Policy(string json, PolicyType type = PolicyType.IdentityBased) => new(new PolicySource("p", "p"), PolicyParser.Parse(json, type));
}
