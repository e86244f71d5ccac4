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
    private static readonly ImmutableArray<string> Folded =
        [.. ServiceCatalog.Default.BillingConductorActions.Select(action => action.FullName.ToLowerInvariant())];

    private static readonly FrozenDictionary<string, ulong> ByName =
        Folded.Select((name, bit) => KeyValuePair.Create(name, 1UL << bit)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static ImmutableArray<CatalogAction> Actions => ServiceCatalog.Default.BillingConductorActions;

    /// <summary>Every Billing Conductor action.</summary>
    public static ulong All { get; } = (1UL << Folded.Length) - 1;

    /// <summary>The bit of an action; none for an action of another service.</summary>
    public static ulong Of(string action) => ByName.GetValueOrDefault(action);

    public static ulong Of(ActionPattern pattern) => Of(pattern.Matches);

    /// <summary>The actions that the statement covers, by Action or NotAction alone.</summary>
    public static ulong Of(Statement statement) => Of(statement.CoversAction);

    public static ulong Of(IEnumerable<CatalogAction> actions) =>
        actions.Aggregate(0UL, (mask, action) => mask | (1UL << Actions.IndexOf(action)));

    public static ImmutableArray<CatalogAction> ActionsOf(ulong mask)
    {
        var actions = ImmutableArray.CreateBuilder<CatalogAction>(BitOperations.PopCount(mask));
        for (var rest = mask; rest != 0; rest &= rest - 1)
            actions.Add(Actions[BitOperations.TrailingZeroCount(rest)]);
        return actions.MoveToImmutable();
    }

    private static ulong Of(Func<string, bool> covers)
    {
        var mask = 0UL;
        for (var i = 0; i < Folded.Length; i++)
        {
            if (covers(Folded[i]))
                mask |= 1UL << i;
        }

        return mask;
    }
}
