using System.Collections.Immutable;
using Auditor.Engine.Catalog;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>
/// Puts requests together into as few calls as they fit in. A call asks every action on every resource in one context: what is asked
/// along the way and is no request costs nothing, and its answer is not looked at.
/// </summary>
internal sealed class CallPacker
{
    /// <summary>AWS documents no limit; larger calls have been seen to fail.</summary>
    private const int MostResources = 20;

    private const int MostActions = 100;

    private readonly List<(PlannedRequest Request, ImmutableArray<ContextEntry> Context, string ContextKey)> requests = [];

    public void Add(PlannedRequest request, ImmutableArray<ContextEntry> context) => requests.Add((request, context, TextOf(context)));

    /// <summary>The calls, and the requests with their calls, in a fixed order.</summary>
    public (ImmutableArray<SimulationCall> Calls, ImmutableArray<PlannedRequest> Requests) Pack()
    {
        var calls = ImmutableArray.CreateBuilder<SimulationCall>();
        var placed = ImmutableArray.CreateBuilder<PlannedRequest>(requests.Count);
        foreach (var sameContext in requests.GroupBy(item => item.ContextKey, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            foreach (var bucket in Buckets([.. sameContext.Select(item => item.Request)]))
                Place(bucket, sameContext.First().Context, calls, placed);
        }

        return (calls.ToImmutable(), [.. placed.OrderBy(request => request.Key.Action, StringComparer.Ordinal).ThenBy(request => request.Key.Resource, StringComparer.Ordinal).ThenBy(request => request.Key.Keys, StringComparer.Ordinal)]);
    }

    /// <summary>Billing Conductor's actions go together, whatever their resources; those of other services where their resources are the same.</summary>
    private static IEnumerable<PlannedRequest[]> Buckets(PlannedRequest[] sameContext)
    {
        var resourcesOf = sameContext.GroupBy(request => request.Key.Action, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => string.Join(' ', group.Select(request => request.Key.Resource).Order(StringComparer.Ordinal)), StringComparer.Ordinal);
        return sameContext
            .GroupBy(request => IsBillingConductor(request.Key.Action) ? "" : resourcesOf[request.Key.Action], StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.ToArray());
    }

    private static bool IsBillingConductor(string action) => action.StartsWith(ServiceCatalog.BillingConductor + ":", StringComparison.OrdinalIgnoreCase);

    private static void Place(
        PlannedRequest[] bucket,
        ImmutableArray<ContextEntry> context,
        ImmutableArray<SimulationCall>.Builder calls,
        ImmutableArray<PlannedRequest>.Builder placed)
    {
        foreach (var resources in Sorted(bucket.Select(request => request.Key.Resource)).Chunk(MostResources))
        {
            var onThese = bucket.Where(request => resources.Contains(request.Key.Resource, StringComparer.Ordinal)).ToLookup(request => request.Key.Action, StringComparer.Ordinal);
            foreach (var actions in Sorted(onThese.Select(group => group.Key)).Chunk(MostActions))
            {
                placed.AddRange(actions.SelectMany(action => onThese[action]).Select(request => request with { Call = calls.Count }));
                calls.Add(new SimulationCall([.. actions], [.. resources], context));
            }
        }
    }

    private static string[] Sorted(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string TextOf(ImmutableArray<ContextEntry> context) =>
        string.Join('\u001E', context.Select(entry => $"{entry.Name}\u001F{entry.Type}\u001F{string.Join('\u001D', entry.Values)}"));
}
