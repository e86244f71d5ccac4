using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>Holds proposed policies against what is needed.</summary>
internal static class ProposalProof
{
    /// <summary>The policies alone must allow all that is needed, and nothing else of the whole catalogue: otherwise the composition is wrong, which is our bug.</summary>
    public static void Check(PrincipalSimulator simulator, RequiredGrants grants, ImmutableArray<ProposedPolicy> policies)
    {
        var alone = simulator.Alone(
            [.. policies.Select(policy => new SourcedPolicy(new PolicySource(policy.Name, policy.Name), PolicyParser.Parse(policy.Document, PolicyType.IdentityBased)))]);
        var needed = grants.All.ToDictionary(grant => grant.Action, StringComparer.OrdinalIgnoreCase);
        foreach (var (action, resources, context) in grants.All)
        {
            var fixedKeys = context.ToImmutableDictionary(value => value.Key, value => value.Value, StringComparer.OrdinalIgnoreCase);
            if (resources.Any(resource => alone.Evaluate(action, resource == "*" ? resource : ResourceCatalogue.Instance(resource), fixedKeys).Decision != Decision.Allowed))
                throw new InvalidOperationException($"the proposed policy does not allow {action}");
        }

        foreach (var (action, resources) in grants.Exceptions)
        {
            if (resources.Any(resource => alone.Evaluate(action, ResourceCatalogue.Instance(resource)).Decision != Decision.ExplicitDeny))
                throw new InvalidOperationException($"the proposed policy allows {action} on what it must not");
        }

        foreach (var row in ServiceCatalog.Default.Services.Values.SelectMany(service => service.Actions).Where(row => !needed.ContainsKey(row.FullName)))
        {
            if (alone.ResourcesOf(row.FullName).Any(resource => alone.Evaluate(row.FullName, resource).Decision != Decision.ImplicitDeny))
                throw new InvalidOperationException($"the proposed policy allows {row.FullName}, which nobody needs");
        }
    }
}
