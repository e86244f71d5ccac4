using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>Sets of Billing Conductor actions as bits, in the catalogue's order.</summary>
internal static class ActionMask
{
    /// <summary>The actions as the engine takes them.</summary>
    public static readonly ActionSet Set = new(ServiceCatalog.Default.BillingConductorActions.Select(action => action.FullName));

    private static readonly FrozenDictionary<string, ulong> ByName =
        Set.Folded.Select((name, bit) => KeyValuePair.Create(name, 1UL << bit)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static ImmutableArray<CatalogAction> Actions => ServiceCatalog.Default.BillingConductorActions;

    /// <summary>Every Billing Conductor action.</summary>
    public static ulong All => Set.All;

    /// <summary>The bit of an action; none for an action of another service.</summary>
    public static ulong Of(string action) => ByName.GetValueOrDefault(action);

    public static ulong Of(ActionPattern pattern) => Set.Matched(pattern);

    /// <summary>The actions that the statement covers, by Action or NotAction alone.</summary>
    public static ulong Of(Statement statement) => statement.CoveredOf(Set);

    public static ulong Of(IEnumerable<CatalogAction> actions) =>
        actions.Aggregate(0UL, (mask, action) => mask | (1UL << Actions.IndexOf(action)));

    public static ImmutableArray<CatalogAction> ActionsOf(ulong mask)
    {
        var actions = ImmutableArray.CreateBuilder<CatalogAction>(BitOperations.PopCount(mask));
        for (var rest = mask; rest != 0; rest &= rest - 1)
            actions.Add(Actions[BitOperations.TrailingZeroCount(rest)]);
        return actions.MoveToImmutable();
    }
}
