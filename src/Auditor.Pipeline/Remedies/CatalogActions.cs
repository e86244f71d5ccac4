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

    /// <summary>The actions that one of the statements covers, in the catalogue's order.</summary>
    public static IEnumerable<CatalogAction> CoveredBy(IReadOnlyCollection<Statement> statements)
    {
        foreach (var (set, rows) in Sets)
        {
            var covered = statements.Aggregate(0UL, (mask, statement) => mask | set.CoveredBy(statement));
            for (; covered != 0; covered &= covered - 1)
                yield return rows[BitOperations.TrailingZeroCount(covered)];
        }
    }
}
