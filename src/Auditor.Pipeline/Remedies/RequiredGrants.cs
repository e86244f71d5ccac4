using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Remedies;

/// <summary>Actions with the resources on which they are needed, and the context values that come with them.</summary>
/// <param name="partition">E.g. <c>aws</c>.</param>
/// <param name="account">The principal's account.</param>
/// <param name="owner">The account that Billing Conductor's resources belong to.</param>
/// <param name="inventory">The resources that there are, by type, where they are to be named one by one; null for patterns.</param>
internal sealed class RequiredGrants(string partition, string account, string owner, IReadOnlyDictionary<string, ImmutableArray<string>>? inventory)
{
    private const string Create = "billingconductor:CreateBillingGroup";
    private readonly SortedDictionary<string, SortedSet<string>> resources = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<string>> exceptions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<FixedContextValue>> contexts = new(StringComparer.Ordinal);

    /// <summary>The actions in ordinal order, each with its resources.</summary>
    public IEnumerable<(string Action, ImmutableArray<string> Resources, ImmutableArray<FixedContextValue> Context)> All =>
        resources.Select(grant => (grant.Key, grant.Value.Contains("*") ? ["*"] : grant.Value.ToImmutableArray(), contexts.GetValueOrDefault(grant.Key, [])));

    /// <summary>The actions in ordinal order that are not allowed on some of what the patterns cover, each with these resources.</summary>
    public IEnumerable<(string Action, ImmutableArray<string> Resources)> Exceptions =>
        exceptions.Where(exception => exception.Value.Count > 0).Select(exception => (exception.Key, exception.Value.ToImmutableArray()));

    public void Add(ExpectedTask expected, IReadOnlySet<string> rolesOfPayer)
    {
        foreach (var action in expected.ActionsThatCount(rolesOfPayer))
        {
            if (action.ResourceTypes.IsEmpty)
                Add(action.Action, [action.ArnOf(partition, account) ?? "*"], action.Context);
            else
                Add(action.Action, action.ResourceTypes.SelectMany(type => ArnsOf(action.Service, type, expected.Resources)), action.Context);
        }
    }

    /// <summary>An action on every resource of the types that it is authorized on.</summary>
    public void Add(CatalogAction action) =>
        Add(action.FullName, action.IsWildcardOnly ? ["*"] : action.AuthorizedTypes.SelectMany(type => ArnsOf(action.Service, type, null)), []);

    /// <summary>An action on what a principal holds it on, and on nothing else.</summary>
    /// <param name="action">The action's full name.</param>
    /// <param name="held">Resources, or patterns of them; at least one.</param>
    /// <param name="context">The values of context keys that it is held with.</param>
    public void AddHeld(string action, IEnumerable<string> held, ImmutableArray<FixedContextValue> context) => Add(action, held, context);

    /// <summary>Takes resources that a pattern covers out again.</summary>
    public void Except(string action, IEnumerable<string> arns)
    {
        if (!exceptions.TryGetValue(action, out var known))
            exceptions.Add(action, known = new SortedSet<string>(StringComparer.Ordinal));
        known.UnionWith(arns);
    }

    private void Add(string action, IEnumerable<string> arns, ImmutableArray<FixedContextValue> context) =>
        // The reference names the plan alone; AWS's own policy for the service allows it on both.
        Record(action, action.Equals(Create, StringComparison.OrdinalIgnoreCase) ? arns.Append(Own("billinggroup")) : arns, context);

    private void Record(string action, IEnumerable<string> arns, ImmutableArray<FixedContextValue> context)
    {
        if (!resources.TryGetValue(action, out var known))
            resources.Add(action, known = new SortedSet<string>(StringComparer.Ordinal));
        // Needed without a context value by one task is needed without it at all.
        contexts[action] = known.Count == 0 || contexts.GetValueOrDefault(action, []).SequenceEqual(context) ? context : [];
        known.UnionWith(arns);
    }

    private IEnumerable<string> ArnsOf(string service, string type, ImmutableSortedDictionary<string, ImmutableArray<string>>? restrictions)
    {
        if (service == ServiceCatalog.BillingConductor && restrictions is not null && restrictions.TryGetValue(type, out var listed))
            return listed;
        if (service == ServiceCatalog.BillingConductor && inventory is not null && inventory.TryGetValue(type, out var there) && !there.IsEmpty)
            return type == "pricingplan" ? there.Append(PlansOfAws).Distinct(StringComparer.Ordinal) : there;
        if (service == ServiceCatalog.BillingConductor)
            return type == "pricingplan" ? [Own(type), PlansOfAws] : [Own(type)];
        return PatternsOf(service, type);
    }

    /// <summary>The patterns for all resources of a type of another service; <c>*</c> for one that is not catalogued.</summary>
    public IEnumerable<string> PatternsOf(string service, string type) =>
        ServiceCatalog.Default.Services[service].ResourceTypes.TryGetValue(type, out var row)
            ? ((string[])[account, owner]).Distinct(StringComparer.Ordinal).Select(id => row.ArnOf(partition, "*", id, "*"))
            : ["*"];

    private string PlansOfAws => $"arn:{partition}:billingconductor::aws:pricingplan/*";

    private string Own(string type) => $"arn:{partition}:billingconductor::{owner}:{type}/*";
}
