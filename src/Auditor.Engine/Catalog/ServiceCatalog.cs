using System.Collections.Immutable;

namespace Auditor.Engine.Catalog;

/// <summary>
/// What AWS documents of Billing Conductor and the 18 services around it: actions, resource types, condition keys.
/// Immutable; safe from any thread.
/// </summary>
/// <remarks>Sources and dates of the data: NOTICE. Not catalogued: what other services than these document.</remarks>
public sealed class ServiceCatalog
{
    /// <summary>The service prefix of AWS Billing Conductor.</summary>
    public const string BillingConductor = "billingconductor";

    private static readonly Lazy<ServiceCatalog> Embedded = new(() => CatalogReader.Read(CatalogResource.Bytes("catalog.json")));

    private readonly Dictionary<string, CatalogService> _services;
    private readonly Dictionary<string, CatalogAction> _actions;

    internal ServiceCatalog(string version, IEnumerable<CatalogService> services)
    {
        Version = version;
        _services = services.ToDictionary(service => service.Prefix, StringComparer.OrdinalIgnoreCase);
        _actions = _services.Values.SelectMany(service => service.Actions)
            .ToDictionary(action => action.FullName, StringComparer.OrdinalIgnoreCase);
        BillingConductorActions = _services[BillingConductor].Actions;
    }

    /// <summary>The catalogue of this build, read on first use.</summary>
    public static ServiceCatalog Default => Embedded.Value;

    /// <summary>The day and the version of the data, e.g. `2026-09-26 (iam-data 0.21.202609261)`.</summary>
    public string Version { get; }

    /// <summary>The 34 actions of Billing Conductor, ordinal by name.</summary>
    public ImmutableArray<CatalogAction> BillingConductorActions { get; }

    /// <summary>The services catalogued in detail, by prefix in any case; the keys are in lower case.</summary>
    public IReadOnlyDictionary<string, CatalogService> Services => _services;

    /// <summary>
    /// The action with this full name in any case, e.g. `billingconductor:ListBillingGroups`; null if it is not catalogued,
    /// which for other services does not mean that it does not exist (<see cref="ActionNames"/>).
    /// </summary>
    public CatalogAction? FindAction(string fullName) => _actions.GetValueOrDefault(fullName);

    /// <summary>Whether the prefix, in any case, is one of the services catalogued in detail.</summary>
    public bool IsDetailedPrefix(string prefix) => _services.ContainsKey(prefix);
}
