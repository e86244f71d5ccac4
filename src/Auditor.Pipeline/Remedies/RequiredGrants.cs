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
    private readonly Dictionary<string, ImmutableArray<FixedContextValue>> contexts = new(StringComparer.Ordinal);

    /// <summary>The actions in ordinal order, each with its resources.</summary>
    public IEnumerable<(string Action, ImmutableArray<string> Resources, ImmutableArray<FixedContextValue> Context)> All =>
        resources.Select(grant => (grant.Key, grant.Value.Contains("*") ? ["*"] : grant.Value.ToImmutableArray(), contexts.GetValueOrDefault(grant.Key, [])));

    public void Add(ExpectedTask expected, IReadOnlySet<string> rolesOfPayer)
    {
        var companions = expected.Task.Companions
            .Where(companion => expected.Console || !companion.ConsoleOnly)
            .Where(companion => companion.UnlessRoleExists is not { } role || !rolesOfPayer.Contains(role));
        foreach (var action in expected.Task.Needs.Concat(companions))
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
    /// <param name="action">The action.</param>
    /// <param name="held">The resources of a type, or patterns of them.</param>
    /// <param name="more">Resources besides.</param>
    public void Add(CatalogAction action, Func<string, IEnumerable<string>> held, IEnumerable<string> more)
    {
        var arns = action.IsWildcardOnly ? ["*"] : action.AuthorizedTypes.SelectMany(held).Concat(more).ToArray();
        if (arns.Length > 0)
            Add(action.FullName, arns, []);
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
        return ServiceCatalog.Default.Services[service].ResourceTypes.TryGetValue(type, out var row)
            ? ((string[])[account, owner]).Distinct(StringComparer.Ordinal).Select(id => row.ArnOf(partition, "*", id, "*"))
            : ["*"];
    }

    private string PlansOfAws => $"arn:{partition}:billingconductor::aws:pricingplan/*";

    private string Own(string type) => $"arn:{partition}:billingconductor::{owner}:{type}/*";
}
