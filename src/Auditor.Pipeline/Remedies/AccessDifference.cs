using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>Compares what a principal may do before and after a change, over every catalogued action and each of its resources.</summary>
internal static class AccessDifference
{
    /// <summary>What is allowed, or may be, afterwards and was denied before, but for the request itself; in ordinal order.</summary>
    public static ImmutableArray<AllowedRequest> Of(PrincipalSimulator before, PrincipalSimulator after, string action, ImmutableArray<string> asked) =>
        Of(before, after, [.. asked.Select(resource => new AllowedRequest(action, resource))], asked);

    /// <summary>What is allowed, or may be, afterwards and was denied before, but for the requests themselves; in ordinal order.</summary>
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
                if (IsAllowed(after, request) && !IsAllowed(before, request) && !asked.Contains(request))
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
        // A resource that is asked about may be none of the inventory's: other actions on it count too.
        return simulator.ResourcesOf(row).Concat(others).Where(resource => isAskedOnAll || resource != "*").Distinct(StringComparer.Ordinal);
    }

    private static bool IsAllowed(PrincipalSimulator simulator, AllowedRequest request) =>
        simulator.Decide(request.Action, request.Resource) is Decision.Allowed or Decision.Conditional;
}
