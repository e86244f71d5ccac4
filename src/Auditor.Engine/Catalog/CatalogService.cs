using System.Collections.Immutable;

namespace Auditor.Engine.Catalog;

/// <summary>What AWS documents of one service. For `cloudwatch` only the actions on alarms and metrics are catalogued.</summary>
/// <param name="Prefix">The service prefix in lower case, e.g. `billingconductor`.</param>
/// <param name="Name">The service's name for people, e.g. `AWS Billing Conductor`.</param>
public sealed record CatalogService(string Prefix, string Name)
{
    /// <summary>The actions, ordinal by name.</summary>
    public required ImmutableArray<CatalogAction> Actions { get; init; }

    /// <summary>The resource types by name, in any case; some belong to another service (`billingview` in `ce`).</summary>
    public required IReadOnlyDictionary<string, CatalogResourceType> ResourceTypes { get; init; }

    /// <summary>
    /// The condition keys of the service, in any case, with their type as AWS writes it: String, ARN, Bool, Date, Numeric,
    /// IPAddress, or ArrayOfString and ArrayOfARN for keys that hold several values.
    /// </summary>
    public required IReadOnlyDictionary<string, string> ConditionKeys { get; init; }
}
