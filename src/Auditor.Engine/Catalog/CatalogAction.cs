using System.Collections.Immutable;

namespace Auditor.Engine.Catalog;

/// <summary>What AWS documents of one action. Compare by <see cref="FullName"/>: two records hold different arrays.</summary>
/// <param name="Service">The service prefix in lower case, e.g. `billingconductor`.</param>
/// <param name="Name">The name as AWS spells it, e.g. `ListBillingGroups`.</param>
/// <remarks>
/// Source: Service Authorization Reference,
/// <see href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html"/>.
/// </remarks>
public sealed record CatalogAction(string Service, string Name)
{
    /// <summary>Prefix and name, e.g. `billingconductor:ListBillingGroups`.</summary>
    public string FullName { get; } = $"{Service}:{Name}";

    /// <summary>What the action does to its resource.</summary>
    public required AccessLevel AccessLevel { get; init; }

    /// <summary>The resource types, required and optional; empty means that only the resource `*` is ever authorized.</summary>
    public ImmutableArray<ActionResource> Resources { get; init; } = [];

    /// <summary>The condition keys of the action's own row; its resource types may carry more (<see cref="CarriesKey"/>).</summary>
    public ImmutableArray<string> ConditionKeys { get; init; } = [];

    /// <summary>What else AWS checks when the action is called.</summary>
    public ImmutableArray<DependentAction> DependentActions { get; init; } = [];

    /// <summary>The first day of the action (UTC), or null if it exists since the service's first release or the day is not known.</summary>
    public DateOnly? Added { get; init; }

    /// <summary>Whether the action has no resource type: a statement that names an ARN never grants it.</summary>
    public bool IsWildcardOnly => Resources.IsEmpty;

    /// <summary>The types a request is authorized on: the required ones, or the optional ones if none is required.</summary>
    public ImmutableArray<string> AuthorizedTypes { get; internal init; } = [];

    /// <summary>Whether the action shows costs and margins (ListBillingGroupCostReports, GetBillingGroupCostReport).</summary>
    public bool IsReportAction =>
        Service == ServiceCatalog.BillingConductor && (Name is "ListBillingGroupCostReports" or "GetBillingGroupCostReport");

    /// <summary>The keys of the action's row and of all its resource types, without repetition.</summary>
    public ImmutableArray<string> CarriedKeys { get; init; } = [];

    /// <summary>
    /// Whether the action's row or one of its resource types lists the condition key, in any case; `${TagKey}` in the
    /// list stands for any tag key. Global keys that every request carries are not listed (<see cref="GlobalConditionKeys"/>).
    /// </summary>
    public bool CarriesKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        foreach (var carried in CarriedKeys)
        {
            if (ConditionKeyName.Matches(carried, key))
                return true;
        }

        return false;
    }
}
