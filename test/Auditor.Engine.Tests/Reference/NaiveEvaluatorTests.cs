using System.Text.Json;
using Auditor.Engine.Cases;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Properties;

namespace Auditor.Engine.Reference;

/// <summary>The engine against the second reading of the same rules.</summary>
public sealed class NaiveEvaluatorTests
{
    private const int EnoughOfEach = 5;
    private const int EnoughForEach = 10_000;

    [Fact]
    public void Engine_agrees_with_the_naive_evaluator() =>
        PropertyRuns.Check(
            CaseGenerator.Case(withUnknown: false),
            PropertyRuns.Wanted,
            made =>
            {
                var json = JsonElement.Parse(made);
                var policyCase = new PolicyCase("", json);
                var result = AccessEvaluator.Evaluate(policyCase.Request, policyCase.Policies);
                var naive = new NaiveEvaluator(json).Decide();
                Assert.True(naive.Equals(result.Decision.ToString(), StringComparison.OrdinalIgnoreCase), $"engine: {result.Decision}; a case for the naive reading:\n{Ready(made, naive)}");
                Assert.Equal(result.Decision, AccessEvaluator.Decide(policyCase.Request, policyCase.Policies));
            });

    [Fact]
    public void Generator_reaches_every_decision()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);

        PropertyRuns.Check(
            CaseGenerator.Case(withUnknown: false),
            runs: 2_000,
            made =>
            {
                var decision = new NaiveEvaluator(JsonElement.Parse(made)).Decide();
                seen[decision] = seen.GetValueOrDefault(decision) + 1;
            });

        Assert.True(seen.Count == 3 && seen.Values.Min() > 50, string.Join(", ", seen));
    }

    [Fact]
    public void Generator_makes_every_feature()
    {
        Assert.SkipWhen(PropertyRuns.Wanted < EnoughForEach, $"takes {EnoughForEach} requests, and AUDITOR_PROPERTY_RUNS asks for fewer");
        var seen = CaseFeatures.All.ToDictionary(feature => feature, _ => 0, StringComparer.Ordinal);

        PropertyRuns.Check(
            CaseGenerator.Case(withUnknown: false),
            EnoughForEach,
            made =>
            {
                foreach (var feature in new CaseFeatures(JsonElement.Parse(made)).Found)
                    seen[feature]++;
            });

        Assert.DoesNotContain(seen, feature => feature.Value < EnoughOfEach);
    }

    /// <summary>A line for Cases/*.json once it has a name, a rule and a source.</summary>
    private static string Ready(string made, string decision) => $$$"""{"name":"","rule":[],"source":"",{{{made[1..^1]}}},"expected":{"decision":"{{{decision}}}"}}""";
}
