using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>Billing Conductor resources that a principal's own policies name outright, and that no verdict is about because the inventory does not list them.</summary>
internal static class UnlistedResources
{
    /// <summary>Those on which the action is allowed, or may be, though it is denied on whatever is made later; in ordinal order.</summary>
    public static ImmutableArray<string> Of(PrincipalSimulator simulator, CatalogAction action)
    {
        if (action.IsWildcardOnly || action.Service != ServiceCatalog.BillingConductor)
            return [];
        var folded = action.FullName.ToLowerInvariant();
        var named = simulator.AllPolicies.Identity.SelectMany(policy => policy.Document.StatementsOn(folded))
            .SelectMany(OutrightOf)
            .ToHashSet(StringComparer.Ordinal);
        return named.Count == 0 ? [] : [.. action.AuthorizedTypes.SelectMany(type => OfType(simulator, action, type, named)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The first of all that Billing Conductor's actions have, in the catalogue's order; null if there is none.</summary>
    public static string? FirstOf(PrincipalSimulator simulator) =>
        simulator.AllPolicies.Identity.Any(policy => DocumentFacts.Of(policy.Document).OnConductor.Any(statement => OutrightOf(statement).Any()))
            ? ActionMask.Actions.SelectMany(action => Of(simulator, action)).FirstOrDefault()
            : null;

    /// <summary>True if the action is authorized on resources of the ARN's type.</summary>
    public static bool IsOfType(string arn, CatalogAction action) =>
        Arn.TryParse(arn, out var parts) && parts.Service.Equals(action.Service, StringComparison.OrdinalIgnoreCase)
        && action.AuthorizedTypes.Any(type => parts.Resource.StartsWith(type + "/", StringComparison.Ordinal));

    private static IEnumerable<string> OutrightOf(Statement statement) => statement is { Effect: Effect.Allow, IsNotResource: false }
        ? statement.Resources.Where(pattern => !pattern.HasVariables && !pattern.Text.AsSpan().ContainsAny('*', '?')).Select(pattern => pattern.Text)
        : [];

    private static string[] OfType(PrincipalSimulator simulator, CatalogAction action, string type, HashSet<string> named)
    {
        // Of the same partition and owner, and without a Region: nothing else exists.
        var probe = simulator.Resources.Probe(type);
        var own = probe[..(probe.LastIndexOf('/') + 1)];
        string[] unlisted = [.. named.Where(arn => arn.StartsWith(own, StringComparison.Ordinal) && !simulator.Resources.Lists(type, arn))];
        return unlisted.Length == 0 || MayDo(simulator, action, probe) ? [] : [.. unlisted.Where(arn => MayDo(simulator, action, arn))];
    }

    private static bool MayDo(PrincipalSimulator simulator, CatalogAction action, string arn) => simulator.Decide(action.FullName, arn) is Decision.Allowed or Decision.Conditional;
}
