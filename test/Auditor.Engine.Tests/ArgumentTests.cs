using Auditor.Engine.Arns;
using Auditor.Engine.Conditions;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine;

/// <summary>Null where it is not allowed is our own bug: it throws at the door, with the argument's name.</summary>
public sealed class ArgumentTests
{
    private static readonly SourcedPolicy Policy = Decide.Allow();
    private static readonly PrincipalEntry Caller = new(PrincipalEntry.Aws, "arn:aws:iam::111122223333:role/anna");

    [Fact]
    public void Null_is_refused_by_name()
    {
        Refuses("caller", () => RoleTrust.Evaluate("arn:aws:iam::111122223333:role/x", Policy, null!, GivenContext.Empty, new PoliciesInEffect()));
        Refuses("policies", () => RoleTrust.Evaluate("arn:aws:iam::111122223333:role/x", Policy, Caller, GivenContext.Empty, null!));
        Refuses("action", () => ResourceGrants.IsDecidedByTrust(null!));
        Refuses("request", () => AccessEvaluator.Evaluate(null!, new PoliciesInEffect()));
        Refuses("policies", () => AccessEvaluator.Evaluate(Decide.Request("s3:GetObject"), null!));
        Refuses("request", () => AccessEvaluator.Decide(null!, new PoliciesInEffect()));
        Refuses("policies", () => AccessEvaluator.Decide(Decide.Request("s3:GetObject"), null!));
        Refuses("actions", () => AccessEvaluator.Decide(null!, 1, Decide.Request("s3:GetObject"), default, new PoliciesInEffect()));
        Refuses("request", () => AccessEvaluator.Decide(new ActionSet(["s3:GetObject"]), 1, null!, default, new PoliciesInEffect()));
        Refuses("policies", () => AccessEvaluator.Decide(new ActionSet(["s3:GetObject"]), 1, Decide.Request("s3:GetObject"), default, null!));
        Refuses("caller", () => RoleTrust.Decide("arn:aws:iam::111122223333:role/x", Policy, null!, GivenContext.Empty, new PoliciesInEffect()));
        Refuses("policies", () => RoleTrust.Decide("arn:aws:iam::111122223333:role/x", Policy, Caller, GivenContext.Empty, null!));
        Refuses("actions", () => new ActionSet(null!));
        Refuses("pattern", () => new ActionSet(["s3:GetObject"]).Matched(null!));
        Refuses("statement", () => new ActionSet(["s3:GetObject"]).CoveredBy(null!));
        Refuses("actions", () => Policy.Document.Statements[0].CoveredOf(null!));
        Refuses("workOut", () => Policy.Document.Derive<string>(null!));
        Refuses("text", () => ConditionOperator.TryParse(null!, out _));
        Refuses("text", () => ResourcePattern.Parse(null!, PolicyType.IdentityBased, variables: true));
        Refuses("resource", () => ResourcePattern.Fold(null!));
        Refuses("resource", () => ResourcePattern.Parse("*", PolicyType.IdentityBased, variables: true).MatchesFixed(null!));
        Refuses("other", () => ResourcePattern.Parse("*", PolicyType.IdentityBased, variables: true).CouldMatch(null!));
        Refuses("pattern", () => Glob.Parse(null!));
        Refuses("other", () => Glob.Parse("*").Intersects(null!));
        Refuses("text", () => ActionPattern.Parse(null!));
        Refuses("json", () => PolicyParser.Parse((string)null!, PolicyType.IdentityBased));
        Refuses("text", () => JsonWords.Shorten(null!));
        Refuses("error", () => JsonWords.Reason(null!));
        Refuses("value", () => ContextValue.Of(null!));
        Refuses("entries", () => new GivenContext(null!));
        Refuses("text", () => Arn.AccountOf(null!).ToString());
    }

    private static void Refuses(string argument, Func<object?> call) => Assert.Equal(argument, Assert.Throws<ArgumentNullException>(call).ParamName);
}
