using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Remedies;

/// <summary>What a remedy is sought for.</summary>
/// <param name="Principal">Who.</param>
/// <param name="Action">What, by its full name.</param>
/// <param name="Resource">On what; null for every resource of the action.</param>
/// <param name="Partition">E.g. <c>aws</c>.</param>
/// <param name="Owner">The account that Billing Conductor's resources belong to.</param>
/// <param name="Neighbours">The ARNs of all roles of the principal's account.</param>
internal sealed record RemedyRequest(Principal Principal, string Action, string? Resource, string Partition, string Owner, ImmutableArray<string> Neighbours)
{
    private const int SuffixLength = 16;

    /// <summary>
    /// The principal for an <c>ArnLike</c> condition. Identity Center gives its roles a new suffix whenever it makes them again, so
    /// theirs is left open; the path, which AWS reserves, stays.
    /// </summary>
    public string PrincipalPattern => Principal.Kind == PrincipalKind.IdentityCenterRole ? Principal.Arn[..^SuffixLength] + "*" : Principal.Arn;

    /// <summary>The other roles that the pattern matches too.</summary>
    public ImmutableArray<string> OthersOfThePattern()
    {
        var pattern = PrincipalPattern;
        return pattern == Principal.Arn
            ? []
            : [.. Neighbours.Where(arn => arn != Principal.Arn && arn.StartsWith(pattern[..^1], StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>What an Allow statement names as resources where that is more than what is asked about; null to leave it to <see cref="ResourcesToAllow"/>.</summary>
    public ImmutableArray<string>? Wider { get; init; }

    /// <summary>What an Allow statement names as resources: the one that is asked about, else every one of the types that the action takes.</summary>
    public ImmutableArray<string> ResourcesToAllow()
    {
        var row = ServiceCatalog.Default.FindAction(Action);
        if (Wider is { } wider)
            return [.. wider, .. Besides(row)];
        if (row is not { IsWildcardOnly: false } || row.Service != ServiceCatalog.BillingConductor)
            return Resource is null or "*" || row is { IsWildcardOnly: true } ? ["*"] : [Resource];
        var named = Resource is not null && Arn.TryParse(Resource, out var arn) ? arn.Resource.Split('/')[0] : null;
        // An action on two types is authorized on both.
        return
        [
            .. row.AuthorizedTypes.SelectMany(type => type == named ? [Resource!] : named is null || row.Resources.Count(resource => resource.Required) > 1 ? OfType(type) : []),
            .. Besides(row),
        ];
    }

    /// <summary>What the reference does not ask for but AWS's own policy for the service names: the group of CreateBillingGroup.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBillingConductorRolePolicy.html"/>.</remarks>
    private IEnumerable<string> Besides(CatalogAction? row) => row is { Service: ServiceCatalog.BillingConductor } && row.Resources.Any(resource => resource.Required)
        ? row.Resources.Where(resource => !resource.Required).SelectMany(resource => OfType(resource.Type))
        : [];

    /// <summary>Every resource of a type of Billing Conductor.</summary>
    public IEnumerable<string> OfType(string type)
    {
        yield return $"arn:{Partition}:billingconductor::{Owner}:{type}/*";
        // AWS's own plans do not belong to the payer.
        if (type == "pricingplan")
            yield return $"arn:{Partition}:billingconductor::aws:pricingplan/*";
    }
}
