using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>Compares what a principal may do before and after a change, over every catalogued action and each of its resources.</summary>
internal static class AccessDifference
{
    /// <summary>What is allowed, or may be, afterwards and was not before, but for the request itself; in ordinal order.</summary>
    public static ImmutableArray<AllowedRequest> Of(PrincipalSimulator before, PrincipalSimulator after, string action, ImmutableArray<string> asked) =>
        Of(before, after, [.. asked.Select(resource => new AllowedRequest(action, resource))], asked);

    /// <summary>What is allowed, or may be, afterwards and was not before, but for the requests themselves; in ordinal order. To lose a condition is to be allowed more.</summary>
    /// <param name="before">The principal as it is.</param>
    /// <param name="after">The principal with the change.</param>
    /// <param name="asked">The requests themselves.</param>
    /// <param name="others">Resources that every action is asked about besides those of its types.</param>
    public static ImmutableArray<AllowedRequest> Of(PrincipalSimulator before, PrincipalSimulator after, ImmutableHashSet<AllowedRequest> asked, ImmutableArray<string> others)
    {
        var found = new List<AllowedRequest>();
        foreach (var row in ChangedStatements.Between(before.AllPolicies, after.AllPolicies).NewlyAllowed)
        {
            foreach (var resource in Resources(before, row, asked, others))
            {
                var request = new AllowedRequest(row.FullName, resource);
                if (IsMore(after.Decide(request.Action, request.Resource), before, request) && !asked.Contains(request))
                    found.Add(request);
            }
        }

        return [.. found.OrderBy(request => request.Action, StringComparer.Ordinal).ThenBy(request => request.Resource, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Resources(PrincipalSimulator simulator, CatalogAction row, ImmutableHashSet<AllowedRequest> asked, ImmutableArray<string> others)
    {
        if (row.IsWildcardOnly)
            return ["*"];
        var isAskedOnAll = asked.Contains(new AllowedRequest(row.FullName, "*"));
        // A resource that is asked about may be none of the inventory's: other actions on it count too, if they are about such a thing.
        return simulator.ResourcesOf(row).Concat(others.Where(other => IsFor(row, other))).Where(resource => isAskedOnAll || resource != "*").Distinct(StringComparer.Ordinal);
    }

    private static bool IsFor(CatalogAction row, string resource) => resource.Contains('*', StringComparison.Ordinal)
        || row.Resources.Any(type => ServiceCatalog.Default.Services[row.Service].ResourceTypes[type.Type].Fits(resource));

    private static bool IsMore(Decision afterwards, PrincipalSimulator before, AllowedRequest request) => afterwards switch
    {
        Decision.Allowed => before.Decide(request.Action, request.Resource) != Decision.Allowed,
        Decision.Conditional => before.Decide(request.Action, request.Resource) is not (Decision.Allowed or Decision.Conditional),
        _ => false,
    };
}
