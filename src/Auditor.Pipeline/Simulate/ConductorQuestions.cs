using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>What every principal of an account is asked about Billing Conductor: each type's resources, and the actions that are told apart by their keys alone.</summary>
internal sealed class ConductorQuestions
{
    private static readonly ImmutableArray<(string? Type, ulong Actions)> Types = TypesOf();
    private static readonly ImmutableArray<(ulong Actions, CatalogAction First)> Alike = AlikeIn();

    /// <param name="resources">The resources of the account's questions.</param>
    /// <param name="partition">E.g. <c>aws</c>.</param>
    public ConductorQuestions(ResourceCatalogue resources, string partition)
    {
        All = [.. Types.Select(type => new ConductorQuestion(type.Type, type.Actions, type.Type is null ? ["*"] : resources.Of(ServiceCatalog.BillingConductor, type.Type)))];
        Contexts = [.. Alike.Select(alike => (alike.Actions, ActionContext.Of(alike.First.FullName, partition, ImmutableDictionary<string, string>.Empty)))];
    }

    /// <summary>One question for each type.</summary>
    public ImmutableArray<ConductorQuestion> All { get; }

    /// <summary>The actions whose requests carry the same keys, and what is known of their requests.</summary>
    public ImmutableArray<(ulong Actions, ActionContext Context)> Contexts { get; }

    /// <summary>Which of the contexts the requests of an action have.</summary>
    public int ContextOf(ulong action)
    {
        var index = 0;
        while ((Contexts[index].Actions & action) == 0)
            index++;
        return index;
    }

    /// <summary>Which questions an action is part of, in the order of the action's types.</summary>
    public static ImmutableArray<ImmutableArray<int>> OfAction { get; } =
    [
        .. ActionMask.Actions.Select(action => action.IsWildcardOnly
            ? ImmutableArray.Create(IndexOf(null))
            : [.. action.AuthorizedTypes.Select(IndexOf)]),
    ];

    /// <summary>The actions of which all types have to agree; the types of the others are one set of resources.</summary>
    public static ulong NeedEveryType { get; } = ActionMask.Of(ActionMask.Actions.Where(action => action.Resources.Any(resource => resource.Required)));

    public static int IndexOf(string? type)
    {
        for (var index = 0; index < Types.Length; index++)
        {
            if (Types[index].Type == type)
                return index;
        }

        return -1;
    }

    private static ImmutableArray<(string? Type, ulong Actions)> TypesOf() =>
    [
        .. ActionMask.Actions.SelectMany(action => action.IsWildcardOnly ? [(Type: null, action)] : action.AuthorizedTypes.Select(type => (Type: (string?)type, action)))
            .GroupBy(pair => pair.Type, StringComparer.Ordinal)
            .Select(group => (group.Key, ActionMask.Of(group.Select(pair => pair.action)))),
    ];

    private static ImmutableArray<(ulong Actions, CatalogAction First)> AlikeIn() =>
    [
        .. ActionMask.Actions.GroupBy(action => string.Join(' ', action.CarriedKeys.Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            .Select(group => (ActionMask.Of(group), group.First())),
    ];
}
