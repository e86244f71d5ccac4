using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>What the statements of all policies that have a say are about, whatever they come to.</summary>
internal static class StatementsInEffect
{
    /// <summary>True if one of the policies could not be read.</summary>
    public static bool IsAnyUnreadable(this PoliciesInEffect policies) => policies.Documents().Any(document => document.IsUnreadable);

    /// <summary>The Billing Conductor actions that some Allow of an identity-based policy covers; what could not be read may allow all.</summary>
    public static ulong AllowedOnConductor(this PoliciesInEffect policies)
    {
        var mask = 0UL;
        foreach (var policy in policies.Identity)
        {
            var facts = DocumentFacts.Of(policy.Document);
            mask |= facts.IsUnreadable ? ActionMask.All : facts.Allowed;
        }

        return mask;
    }

    /// <summary>The readable statements of every layer that cover one of some Billing Conductor actions.</summary>
    public static ImmutableArray<Statement> StatementsOn(this PoliciesInEffect policies, ulong actions)
    {
        var found = ImmutableArray.CreateBuilder<Statement>();
        foreach (var policy in policies.Identity)
            AddOn(actions, policy, found);
        foreach (var levels in new[] { policies.ServiceControlPolicies, policies.ResourceControlPolicies })
        {
            foreach (var level in levels ?? [])
            {
                foreach (var policy in level.Policies)
                    AddOn(actions, policy, found);
            }
        }

        if (policies.Boundary is { } boundary)
            AddOn(actions, boundary, found);
        return found.ToImmutable();
    }

    /// <summary>The readable statements of every layer that cover an action.</summary>
    public static IEnumerable<Statement> StatementsOn(this PoliciesInEffect policies, string action)
    {
        var folded = action.ToLowerInvariant();
        return policies.Documents().SelectMany(document => document.StatementsOn(folded));
    }

    /// <summary>True if a statement of any layer asks for a context key whose name begins like this, in any case.</summary>
    public static bool AskFor(this PoliciesInEffect policies, string keyPrefix) =>
        policies.Documents().Any(document => document.Statements.Any(statement => StatementKeys.AsksFor(statement, keyPrefix)));

    /// <summary>Of resources that no policy tells apart for an action, the first of each group.</summary>
    public static IEnumerable<string> RepresentativesOf(this PoliciesInEffect policies, string action, ImmutableArray<string> arns) =>
        arns.Length <= 1 ? arns : new ResourceGroups(policies.StatementsOn(action)).Of(arns).Select(group => group.First());

    /// <summary>
    /// Resources that fit a pattern: any, and those that the principal's own policies name for the action. A policy scoped to one
    /// role must not count as a denial because nobody told the role's name.
    /// </summary>
    public static ImmutableArray<string> InstancesOf(this PoliciesInEffect policies, string action, string pattern)
    {
        var wanted = Glob.Parse(ResourcePattern.Fold(pattern));
        var folded = action.ToLowerInvariant();
        var named = policies.Identity.SelectMany(policy => policy.Document.StatementsOn(folded))
            .Where(statement => statement is { IsNotResource: false, Effect: Effect.Allow })
            .SelectMany(statement => statement.Resources)
            .Where(resource => !resource.HasVariables)
            .Select(resource => ResourceCatalogue.Instance(resource.Text))
            .Where(arn => wanted.Matches(ResourcePattern.Fold(arn)));
        return [.. named.Append(ResourceCatalogue.Instance(pattern)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static void AddOn(ulong actions, SourcedPolicy policy, ImmutableArray<Statement>.Builder found)
    {
        foreach (var statement in DocumentFacts.Of(policy.Document).OnConductor)
        {
            if ((ActionMask.Of(statement) & actions) != 0)
                found.Add(statement);
        }
    }

    private static IEnumerable<PolicyDocument> Documents(this PoliciesInEffect policies)
    {
        var levels = (policies.ServiceControlPolicies ?? []).Concat(policies.ResourceControlPolicies ?? []).SelectMany(level => level.Policies);
        return policies.Identity.Concat(levels).Append(policies.Boundary).OfType<SourcedPolicy>().Select(policy => policy.Document);
    }
}
