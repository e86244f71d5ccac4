using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>
/// Decides what to ask AWS's simulator about a principal: the Billing Conductor actions, the other actions of its profiles and the
/// needs of its tasks, each on the resources that its row in the service authorization reference names.
/// </summary>
/// <remarks>Of resources that no policy tells apart one is asked about, so that five thousand billing groups cost no more than one.</remarks>
public static class SimulationPlanner
{
    private const int ShortestAction = 3;
    private const int LongestAction = 128;
    private const int LongestArn = 2_048;

    /// <summary>So many resources of one action, at most: policies that look at tags tell every resource apart.</summary>
    private const int MostResources = 40;

    /// <summary>The plan for one principal.</summary>
    /// <param name="assessed">The principal.</param>
    /// <param name="mode">A witness is not asked about what tasks that nobody assigned need of other services; where AWS decides, it is.</param>
    public static SimulationPlan Plan(AssessedPrincipal assessed, SimulatorMode mode)
    {
        ArgumentNullException.ThrowIfNull(assessed);
        var simulator = assessed.Simulator;
        var unasked = new List<UnansweredAction>();
        var withResource = AsksForTheResource(simulator);
        var packer = new CallPacker();
        foreach (var request in Wanted(assessed, mode).SelectMany(need => Requests(simulator, need, unasked)).DistinctBy(request => request.Key))
        {
            if (CanBeAsked(request.Key))
                packer.Add(request, KnownContext.Of(simulator, request.Key, request.FixedKeys, withResource));
            else
                unasked.Add(new UnansweredAction(0, request.Key.Action, "its name or its resource is longer or shorter than AWS's simulator takes"));
        }

        var (calls, requests) = packer.Pack();
        return new SimulationPlan(
            new SimulationQuestion(assessed.Principal.Arn, assessed.Principal.Account, simulator.IsExemptFromServiceControl, calls),
            requests,
            [.. unasked.Distinct()]);
    }

    private static bool CanBeAsked(RequestKey key) => key is { Action.Length: >= ShortestAction and <= LongestAction, Resource.Length: > 0 and <= LongestArn };

    /// <summary>What nobody could read may ask for anything.</summary>
    private static bool AsksForTheResource(PrincipalSimulator simulator) => simulator.IsUnreadable || simulator.AllPolicies.AskFor("aws:Resource");

    private static IEnumerable<Need> Wanted(AssessedPrincipal assessed, SimulatorMode mode)
    {
        var none = ImmutableDictionary<string, string>.Empty;
        foreach (var action in ActionMask.Actions.Select(action => action.FullName).Concat(assessed.OtherAccess.Keys))
        {
            if (ServiceCatalog.Default.FindAction(action) is not { IsWildcardOnly: false } row)
            {
                yield return new Need(action, ["*"], none, "*");
                continue;
            }

            foreach (var type in row.AuthorizedTypes)
                yield return new Need(action, assessed.Simulator.Resources.Of(row.Service, type), none, type);
        }

        foreach (var need in assessed.Tasks.Where(task => task.IsAssigned || mode == SimulatorMode.Aws).SelectMany(task => task.Needs.Concat(task.Companions)))
            yield return new Need(need.FullName, need.Resources, need.FixedKeys, Type: null);
    }

    private static IEnumerable<PlannedRequest> Requests(PrincipalSimulator simulator, Need need, List<UnansweredAction> unasked)
    {
        var resources = simulator.AllPolicies.RepresentativesOf(need.Action, need.Resources).ToArray();
        if (resources.Length > MostResources)
            unasked.Add(new UnansweredAction(0, need.Action, $"it was asked about on {MostResources} of its resources only"));
        return resources.Take(MostResources).Select(arn => new PlannedRequest(new RequestKey(need.Action, arn, need.FixedKeys), need.FixedKeys, need.Type ?? TypeOf(arn), Call: 0));
    }

    /// <summary>The word before the name in an ARN's last part, e.g. <c>billinggroup</c>.</summary>
    private static string TypeOf(string resource) => resource.Split(':', 6) is [_, _, _, _, _, var last] ? last.Split('/', ':')[0] : resource;

    private sealed record Need(string Action, ImmutableArray<string> Resources, ImmutableDictionary<string, string> FixedKeys, string? Type);
}
