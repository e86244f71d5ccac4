using System.Collections.Immutable;

namespace Auditor.Engine.Catalog;

/// <summary>A condition key that is not bound to one service.</summary>
/// <param name="Name">The name as AWS prints it, e.g. `aws:PrincipalTag/${TagKey}`.</param>
/// <param name="Type">The type of one value: String, ARN, Bool, Date, Numeric or IPAddress.</param>
public sealed record GlobalConditionKey(string Name, string Type)
{
    /// <summary>A second type whose operators AWS documents for the key (aws:EpochTime: Numeric), or null.</summary>
    public string? AlsoType { get; init; }

    /// <summary>Whether it holds several values, so that its condition needs ForAnyValue or ForAllValues.</summary>
    public bool IsMultivalued { get; init; }

    /// <summary>Whether every signed request carries it.</summary>
    public ConditionKeyPresence Presence { get; init; }

    /// <summary>Whether it has a service's prefix although requests to other services carry it (`lambda:SourceFunctionArn`).</summary>
    public bool IsCrossService { get; init; }

    /// <summary>
    /// The catalogue's service prefixes whose requests may carry the key, if AWS limits it to listed services; null if it
    /// does not. An empty list means that no action of the catalogue carries it.
    /// </summary>
    public ImmutableArray<string>? CataloguePrefixes { get; init; }

    /// <summary>Whether requests to the catalogued service with this prefix (any case) may carry the key.</summary>
    public bool MayBeCarriedBy(string prefix) =>
        CataloguePrefixes is not { } prefixes || prefixes.Contains(prefix, StringComparer.OrdinalIgnoreCase);
}
