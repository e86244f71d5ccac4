using System.Collections.Immutable;
using System.Numerics;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Remedies;

/// <summary>Every action of the catalogue, in sets that a statement is compared with at once.</summary>
internal static class CatalogActions
{
    private const int SetSize = 64;

    private static readonly ImmutableArray<(ActionSet Set, CatalogAction[] Rows)> Sets =
    [
        .. ServiceCatalog.Default.Services.Values.SelectMany(service => service.Actions).Chunk(SetSize)
            .Select(rows => (new ActionSet(rows.Select(row => row.FullName)), rows)),
    ];

    /// <summary>True if the pattern covers actions of one service that the catalogue has, and so nothing but what the catalogue has.</summary>
    public static bool HasAllOf(ActionPattern pattern) => !pattern.MatchesEverything && ServiceCatalog.Default.Services.ContainsKey(pattern.Prefix);

    /// <summary>The actions that one of the statements covers and that another policy may allow, in the catalogue's order.</summary>
    /// <param name="statements">Readable statements.</param>
    /// <param name="allowing">The policies of which one has to allow the action; one that could not be read may allow all.</param>
    public static IEnumerable<CatalogAction> CoveredBy(IReadOnlyCollection<Statement> statements, ImmutableArray<SourcedPolicy> allowing)
    {
        foreach (var (set, rows) in Sets)
        {
            var covered = statements.Aggregate(0UL, (mask, statement) => mask | set.CoveredBy(statement));
            if (covered != 0)
                covered &= Allowed(set, allowing);
            for (; covered != 0; covered &= covered - 1)
                yield return rows[BitOperations.TrailingZeroCount(covered)];
        }
    }

    private static ulong Allowed(ActionSet set, ImmutableArray<SourcedPolicy> policies)
    {
        var mask = 0UL;
        foreach (var statement in policies.SelectMany(policy => policy.Document.Statements))
        {
            if (statement.IsUnreadable)
                return set.All;
            if (statement.Effect == Effect.Allow)
                mask |= set.CoveredBy(statement);
        }

        return mask;
    }
}
