using System.Collections.Immutable;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Simulate;

/// <summary>
/// Puts resources together that no policy of a principal tells apart: one decision then serves them all, whether a payer has five billing
/// groups or five thousand.
/// </summary>
internal sealed class ResourceGroups
{
    private readonly List<ResourcePattern>? patterns;
    private readonly bool looksAtTheResourceItself;

    /// <summary>Looks at the statements that cover the action, or one of the actions that are asked about.</summary>
    public ResourceGroups(IEnumerable<Statement> statements)
    {
        HashSet<(string, bool, bool)>? met = null;
        foreach (var statement in statements)
        {
            foreach (var pattern in statement.Resources)
            {
                // The same text means something else in an older version, and in a policy of another type.
                if (pattern.MatchesEverything || !(met ??= []).Add(pattern.Meaning))
                    continue;
                (patterns ??= []).Add(pattern);
                looksAtTheResourceItself |= pattern.HasVariables;
            }

            // A condition on tags, account or organization of the resource may tell any two resources apart.
            looksAtTheResourceItself = looksAtTheResourceItself || StatementKeys.AsksFor(statement, "aws:Resource");
        }
    }

    /// <summary>True if all resources are one group, of whichever type they are.</summary>
    public bool IsOne => patterns is null && !looksAtTheResourceItself;

    /// <summary>The groups in the order of their first members.</summary>
    public IEnumerable<IEnumerable<string>> Of(ImmutableArray<string> arns) => arns.GroupBy(KeyOf, StringComparer.Ordinal);

    /// <summary>The same for resources that no statement tells apart.</summary>
    public string KeyOf(string arn) => looksAtTheResourceItself ? arn : Signature(arn);

    /// <summary>Which patterns match the resource.</summary>
    private string Signature(string arn)
    {
        var folded = ResourcePattern.Fold(arn);
        return patterns is null ? "" : string.Create(patterns.Count, (patterns, folded), static (marks, state) =>
        {
            for (var i = 0; i < marks.Length; i++)
                marks[i] = state.patterns[i].MatchesFixed(state.folded) ? '1' : '0';
        });
    }
}
