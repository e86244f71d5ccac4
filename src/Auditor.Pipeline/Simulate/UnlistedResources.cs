using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Simulate;

/// <summary>Resources that a principal's own policies name outright, and that no verdict is about because the inventory does not list them.</summary>
internal static class UnlistedResources
{
    /// <summary>Those on which the action is allowed, or may be, in ordinal order.</summary>
    public static ImmutableArray<string> Of(PrincipalSimulator simulator, CatalogAction action)
    {
        if (action.IsWildcardOnly)
            return [];
        var folded = action.FullName.ToLowerInvariant();
        var named = simulator.AllPolicies.Identity.SelectMany(policy => policy.Document.StatementsOn(folded))
            .Where(statement => statement is { Effect: Effect.Allow, IsNotResource: false })
            .SelectMany(statement => statement.Resources)
            .Where(pattern => !pattern.HasVariables && !pattern.Text.AsSpan().ContainsAny('*', '?') && IsOfType(pattern.Text, action))
            .Select(pattern => pattern.Text)
            .ToHashSet(StringComparer.Ordinal);
        if (named.Count == 0)
            return [];
        named.ExceptWith(simulator.ResourcesOf(action));
        return [.. named.Where(arn => simulator.Decide(action.FullName, arn) is Decision.Allowed or Decision.Conditional).Order(StringComparer.Ordinal)];
    }

    /// <summary>True if the action is authorized on resources of the ARN's type.</summary>
    public static bool IsOfType(string arn, CatalogAction action) =>
        Arn.TryParse(arn, out var parts) && parts.Service.Equals(action.Service, StringComparison.OrdinalIgnoreCase)
        && action.AuthorizedTypes.Any(type => parts.Resource.StartsWith(type + "/", StringComparison.Ordinal));
}
