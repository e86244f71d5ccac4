using System.Collections.Immutable;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Simulate;

/// <summary>
/// Puts resources together that no policy of a principal tells apart for one action: one decision then serves them all, whether a payer
/// has five billing groups or five thousand.
/// </summary>
internal sealed class ResourceGroups
{
    private readonly ImmutableArray<ResourcePattern> patterns;
    private readonly bool looksAtTheResourceItself;

    /// <summary>Looks at the statements that cover the action.</summary>
    public ResourceGroups(IEnumerable<Statement> statements)
    {
        var relevant = statements.ToArray();
        patterns = [.. relevant.SelectMany(statement => statement.Resources).Where(pattern => !pattern.MatchesEverything).DistinctBy(pattern => pattern.Text, StringComparer.Ordinal)];
        looksAtTheResourceItself = patterns.Any(pattern => pattern.HasVariables) || relevant.Any(AsksForTheResource);
    }

    /// <summary>The groups in the order of their first members.</summary>
    public IEnumerable<IEnumerable<string>> Of(ImmutableArray<string> arns) => arns.GroupBy(KeyOf, StringComparer.Ordinal);

    /// <summary>The same for resources that no statement tells apart.</summary>
    public string KeyOf(string arn) => looksAtTheResourceItself ? arn : Signature(arn);

    /// <summary>A condition on tags, account or organization of the resource may tell any two resources apart.</summary>
    private static bool AsksForTheResource(Statement statement) => statement.Conditions.Any(clause =>
        clause.Key.StartsWith("aws:Resource", StringComparison.OrdinalIgnoreCase)
        || clause.Values.Any(value => value.Contains("${aws:Resource", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Which patterns match the resource.</summary>
    private string Signature(string arn)
    {
        var folded = ResourcePattern.Fold(arn);
        return string.Create(patterns.Length, (patterns, folded), static (marks, state) =>
        {
            for (var i = 0; i < marks.Length; i++)
                marks[i] = state.patterns[i].MatchesFixed(state.folded) ? '1' : '0';
        });
    }
}
