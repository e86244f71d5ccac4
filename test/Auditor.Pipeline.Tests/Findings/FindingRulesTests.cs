using System.Reflection;

namespace Auditor.Pipeline.Findings;

/// <summary>One rule: one id, one type, one page, one test class.</summary>
public sealed class FindingRulesTests
{
    private static readonly string Pages = Path.Combine(Repository.Root, "docs", "findings");

    [Fact]
    public void Every_rule_type_is_listed_once()
    {
        var types = typeof(FindingRule).Assembly.GetTypes().Where(
            type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(FindingRule)));

        Assert.Equal(Names(types), Names(FindingRules.All.Select(rule => rule.GetType())));
    }

    [Fact]
    public void Ids_are_unique_and_in_order()
    {
        var ids = FindingRules.All.Select(rule => rule.Id).ToArray();

        Assert.Equal(ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^BCA[0-9]{3}$", id));
    }

    [Fact]
    public void Titles_are_unique() =>
        Assert.Equal(FindingRules.All.Length, FindingRules.All.Select(rule => rule.Title).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Every_rule_has_a_test_class_and_every_test_class_a_rule()
    {
        var tests = typeof(FindingRulesTests).Assembly.GetTypes()
            .Where(type => type is { IsPublic: true, Namespace: "Auditor.Pipeline.Findings.Rules" } && type.GetMethods().Any(IsTest));

        Assert.Equal(Names(FindingRules.All.Select(rule => rule.GetType()), "Tests"), Names(tests));
    }

    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule()
    {
        var pages = Directory.EnumerateFiles(Pages, "BCA*.md").Select(
            path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

        Assert.Equal(FindingRules.All.Select(rule => rule.Id), pages);
    }

    [Fact]
    public void Every_page_begins_with_its_rule_and_has_all_sections() => Assert.All(FindingRules.All, rule =>
    {
        var text = File.ReadAllText(Path.Combine(Pages, rule.Id + ".md"));

        Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", text, StringComparison.Ordinal);
        string[] sections = ["## Why it matters", "## Reported", "## Not reported", "## How to fix it", "## What it cannot see", "## AWS"];
        Assert.All(sections, section => Assert.Contains($"\n{section}\n", text, StringComparison.Ordinal));
    });

    [Fact]
    public void Table_of_pages_names_every_rule()
    {
        var table = File.ReadAllText(Path.Combine(Pages, "README.md"));

        Assert.All(
            FindingRules.All, rule => Assert.Contains($"| [{rule.Id}]({rule.Id}.md) | {rule.Title} |", table, StringComparison.Ordinal));
    }

    private static bool IsTest(MethodInfo method) => method.GetCustomAttribute<FactAttribute>() is not null;

    private static string[] Names(IEnumerable<Type> types, string suffix = "") =>
        [.. types.Select(type => type.Name + suffix).Order(StringComparer.Ordinal)];
}
