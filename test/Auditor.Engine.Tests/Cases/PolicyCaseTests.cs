using System.Text.Json;
using System.Text.RegularExpressions;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Properties;

namespace Auditor.Engine.Cases;

/// <summary>Runs every case, and holds cases and docs/evaluation.md together.</summary>
public sealed partial class PolicyCaseTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "test", "Auditor.Engine.Tests", "Cases");
    private static readonly Lazy<PolicyCase[]> All = new(ReadAll);

    public static IEnumerable<TheoryDataRow<int>> Rows =>
        All.Value.Select((policyCase, index) => new TheoryDataRow<int>(index) { Label = $"{policyCase.File}: {policyCase.Name}" });

    [Theory]
    [MemberData(nameof(Rows))]
    public void Case_has_the_documented_decision(int index)
    {
        var policyCase = All.Value[index];
        var expected = policyCase.Expected;

        var result = AccessEvaluator.Evaluate(policyCase.Request, policyCase.Policies);

        Assert.Equal(expected.GetProperty("decision").GetString(), result.Decision.ToString(), ignoreCase: true);
        Compare(
            expected,
            "matched",
            result.MatchedStatements.Select(match => $"{match.Policy.Id} {match.Statement.Label}{Doubt(match.Match)}"));
        Compare(expected, "missing", result.MissingKeys);
        Compare(expected, "unknown", result.UnknownKeys);
        Compare(expected, "blockers", result.Blockers.Select(Describe));
        DecisionWays.Agree(policyCase);
    }

    [Fact]
    public void Cases_are_at_least_600() => Assert.True(All.Value.Length >= 600, $"{All.Value.Length} cases");

    [Fact]
    public void Cases_have_names_of_their_own_and_no_unknown_member()
    {
        Assert.Empty(
            All.Value.GroupBy(policyCase => (policyCase.File, policyCase.Name)).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.Empty(All.Value.SelectMany(policyCase => policyCase.UnknownMembers.Select(member => $"{policyCase.Name}: {member}")));
    }

    [Fact]
    public void Cases_name_a_page_of_AWS() =>
        Assert.All(All.Value, policyCase => Assert.Matches(@"^https://([a-z]+\.)*(aws\.amazon\.com|awsstatic\.com)/", policyCase.Source));

    [Fact]
    public void Every_rule_has_a_case_and_every_case_names_documented_rules()
    {
        var documented = DocumentedRules().ToHashSet(StringComparer.Ordinal);
        string[] withoutCase = [.. documented.Except(All.Value.SelectMany(policyCase => policyCase.Rules), StringComparer.Ordinal)];
        string[] withoutRule = [.. All.Value.Where(policyCase => policyCase.Rules.IsEmpty || !documented.IsSupersetOf(policyCase.Rules)).Select(policyCase => policyCase.Name)];

        EvidenceFile.Write(
            "cases", ("cases", All.Value.Length), ("rules", documented.Count), ("rulesWithoutCase", withoutCase.Length), ("casesWithoutRule", withoutRule.Length));
        Assert.NotEmpty(documented);
        Assert.Empty(withoutCase);
        Assert.Empty(withoutRule);
    }

    private static IEnumerable<string> DocumentedRules() =>
        RuleNumber().Matches(
            File.ReadAllText(Path.Combine(Repository.Root, "docs", "evaluation.md"))).Select(match => match.Groups[1].Value);

    private static string Describe(Blocker blocker) => blocker.IsExplicit
        ? $"explicit {blocker.Policy!.Id} {blocker.Statement!.Label}{Doubt(blocker.Certainty)}"
        : $"implicit {blocker.Layer}{(blocker.TargetId is { } target ? " " + target : "")}{Doubt(blocker.Certainty)}";

    private static string Doubt(Truth truth) => truth == Truth.Unknown ? " (unknown)" : "";

    private static void Compare(JsonElement expected, string member, IEnumerable<string> actual)
    {
        if (expected.TryGetProperty(member, out var values))
            Assert.Equal(PolicyCase.Texts(values), actual);
    }

    private static PolicyCase[] ReadAll() =>
    [
        .. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(
                path => JsonElement.Parse(File.ReadAllText(path)).EnumerateArray().Select(json => new PolicyCase(Relative(path), json))),
    ];

    private static string Relative(string path) => Path.GetRelativePath(Folder, path).Replace('\\', '/');

    [GeneratedRegex(@"^- \*\*(E\d+)\*\*", RegexOptions.Multiline)]
    private static partial Regex RuleNumber();
}
