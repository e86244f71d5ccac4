using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Engine.Catalog;
using Auditor.Engine.Cases;
using Auditor.Engine.Evaluation;

namespace Auditor.Engine.Properties;

/// <summary>What must hold of every decision, whatever the policies are.</summary>
public sealed class MetamorphicTests
{
    private static readonly int Runs = Math.Max(1, PropertyRuns.Wanted / 25);
    private const string DenySome = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"billingconductor:*","Resource":"*","Condition":{"StringLike":{"aws:username":"a*"}}}}""";
    private const string AllowSome = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"billingconductor:*","Resource":"arn:*","Condition":{"Bool":{"b":"true"}}}}""";

    [Fact]
    public void Deny_added_never_widens() =>
        Check((before, made) =>
        {
            made["identity"]!.AsArray().Add(JsonNode.Parse(DenySome));
            return Openness(Decide(made)) <= Openness(before.Decision);
        });

    [Fact]
    public void Level_of_service_control_policies_added_never_widens() =>
        Check((before, made) =>
        {
            var levels = made["scps"] as JsonArray ?? [];
            levels.Add(new JsonArray(JsonNode.Parse(AllowSome)));
            made["scps"] = levels.DeepClone();
            return Openness(Decide(made)) <= Openness(before.Decision);
        });

    [Fact]
    public void Boundary_removed_never_narrows() =>
        Check((before, made) =>
        {
            made.Remove("boundary");
            return Openness(Decide(made)) >= Openness(before.Decision);
        });

    [Fact]
    public void Session_removed_never_narrows() =>
        Check((before, made) =>
        {
            made.Remove("session");
            return Openness(Decide(made)) >= Openness(before.Decision);
        });

    [Fact]
    public void Order_of_statements_and_policies_never_matters() =>
        Check((before, made) =>
        {
            foreach (var document in CaseEdits.Documents(made))
                CaseEdits.ReplaceStatements(document, statements => statements.Reverse());
            foreach (var policies in CaseEdits.PolicyLists(made))
                CaseEdits.Reverse(policies);
            return Decide(made) == before.Decision;
        });

    [Fact]
    public void Levels_of_service_control_policies_may_stand_in_any_order() =>
        Check((before, made) =>
        {
            if (made["scps"] is JsonArray levels)
                CaseEdits.Reverse(levels);
            return Decide(made) == before.Decision;
        });

    [Fact]
    public void Statement_split_in_two_changes_nothing() =>
        Check((before, made) =>
        {
            foreach (var document in CaseEdits.Documents(made))
                CaseEdits.ReplaceStatements(document, statements => statements.SelectMany(CaseEdits.Split));
            return Decide(made) == before.Decision;
        });

    [Fact]
    public void Star_covers_every_action() =>
        Check((_, made) =>
        {
            foreach (var statement in CaseEdits.Documents(made).SelectMany(CaseEdits.Statements))
            {
                statement.Remove("NotAction");
                statement["Action"] = "*";
            }

            // Not of the key service, whose resource policies must allow by themselves.
            return new[] { "billingconductor:ListBillingGroups", "s3:GetObject", "made-up:Thing", "A:b" }.Select(action =>
            {
                made["request"]!["action"] = action;
                return Decide(made);
            }).Distinct().Count() == 1;
        });

    [Fact]
    public void Action_case_never_matters() =>
        Check((before, made) =>
        {
            made["request"]!["action"] = made["request"]!["action"]!.GetValue<string>().ToUpperInvariant();
            return Decide(made) == before.Decision;
        });

    [Fact]
    public void Blockers_are_there_unless_it_is_allowed() =>
        Check((before, _) => before.Blockers.IsEmpty == before.IsAllowed && before.UnknownKeys.IsEmpty == (before.Decision != Decision.Conditional));

    [Fact]
    public void Certain_answer_holds_for_every_value_of_the_unknown_keys() =>
        PropertyRuns.Check(
            CaseGenerator.Case(withUnknown: true),
            Runs,
            made =>
            {
                var policies = new PolicyCase("", JsonElement.Parse(made)).Policies;
                var before = Evaluate(JsonElement.Parse(made)).Decision;
                foreach (var completed in Completions(made))
                {
                    var after = AccessEvaluator.Evaluate(new PolicyCase("", completed).Request, policies).Decision;
                    var consistent = before switch
                    {
                        Decision.Allowed or Decision.ExplicitDeny => after == before,
                        Decision.ImplicitDeny => after is Decision.ImplicitDeny or Decision.ExplicitDeny,
                        _ => after is not (Decision.Conditional or Decision.Unknown),
                    };
                    Assert.True(consistent, $"{before} before, {after} with {completed.GetRawText()}\n{made}");
                }
            });

    private static IEnumerable<JsonElement> Completions(string made)
    {
        var given = JsonElement.Parse(made).GetProperty("request").GetProperty("context").EnumerateObject().ToDictionary(key => key.Name, key => key.Value.GetRawText());
        var unknown = given.Where(key => key.Value == CaseGenerator.Unknown).Select(key => key.Key).ToArray();
        IEnumerable<Dictionary<string, string>> contexts = [given];
        foreach (var key in unknown)
            contexts = contexts.SelectMany(context => Vocabulary.Values[key].Where(value => IsPossible(key, value)).Append(null).Select(value => With(context, key, value)));
        return contexts.Take(60).Select(context => CaseGenerator.WithContext(made, context));
    }

    /// <summary>What AWS itself puts into a key that has several values is a list (E41).</summary>
    private static bool IsPossible(string key, string value) => value[0] == '[' || GlobalConditionKeys.Find(key) is not { IsMultivalued: true };

    private static Dictionary<string, string> With(Dictionary<string, string> context, string key, string? value)
    {
        var changed = new Dictionary<string, string>(context, StringComparer.Ordinal);
        changed.Remove(key);
        if (value is not null)
            changed[key] = value;
        return changed;
    }

    private static void Check(Func<EvaluationResult, JsonObject, bool> holds, [CallerMemberName] string name = "") => PropertyRuns.Check(
        CaseGenerator.Case(withUnknown: true),
        Runs,
        made => Assert.True(holds(Evaluate(JsonElement.Parse(made)), JsonNode.Parse(made)!.AsObject()), made),
        name);

    /// <summary>Denied, perhaps, allowed.</summary>
    private static int Openness(Decision decision) => decision switch
    {
        Decision.ImplicitDeny or Decision.ExplicitDeny => 0,
        Decision.Allowed => 2,
        _ => 1,
    };

    private static Decision Decide(JsonObject made) => Evaluate(JsonElement.Parse(made.ToJsonString())).Decision;

    private static EvaluationResult Evaluate(JsonElement json)
    {
        var policyCase = new PolicyCase("", json);
        return AccessEvaluator.Evaluate(policyCase.Request, policyCase.Policies);
    }
}
