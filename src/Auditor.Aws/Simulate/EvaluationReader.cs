using System.Collections.Immutable;
using Amazon.IdentityManagement.Model;
using Auditor.Pipeline.Simulate.PrincipalPolicy;
using Decision = Auditor.Engine.Evaluation.Decision;

namespace Auditor.Aws.Simulate;

/// <summary>
/// Reads decisions out of AWS's answer, in both shapes that it has had: one result for each action and resource, and, since
/// 2026-07-30, one for each action whose own decision is the worst of its resources and whose resource is a template.
/// </summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html"/> and
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ResourceSpecificResult.html"/>.
/// </remarks>
internal static class EvaluationReader
{
    /// <summary>The decisions on what was asked; what the answer does not say of a single resource is left out.</summary>
    public static IEnumerable<SimulatedDecision> Read(int call, IReadOnlyCollection<string> actions, ImmutableArray<string> resources, IEnumerable<EvaluationResult> results)
    {
        var asked = actions.ToDictionary(action => action, StringComparer.OrdinalIgnoreCase);
        var decisions = new OrderedDictionary<(string Action, string Resource), SimulatedDecision>();
        var ofActions = results
            .Where(result => result.EvalActionName is not null && asked.ContainsKey(result.EvalActionName))
            .GroupBy(result => asked[result.EvalActionName!], StringComparer.Ordinal);
        foreach (var ofAction in ofActions)
        {
            var isAlone = ofAction.Count() == 1;
            foreach (var decision in ofAction.SelectMany(result => Read(result, resources, isAlone)))
            {
                // A resource that came twice, on two pages: the worse decision counts.
                var key = (ofAction.Key, decision.Resource);
                if (!decisions.TryGetValue(key, out var first) || (first.IsAllowed && !decision.IsAllowed))
                    decisions[key] = decision with { Call = call, Action = ofAction.Key };
            }
        }

        return decisions.Values;
    }

    private static IEnumerable<SimulatedDecision> Read(EvaluationResult result, ImmutableArray<string> resources, bool isAlone) => result.ResourceSpecificResults is { Count: > 0 } specific
        ? specific.Select(item => OfResource(result, item, resources)).OfType<SimulatedDecision>()
        : OfAction(result, resources, isAlone);

    private static SimulatedDecision? OfResource(EvaluationResult result, ResourceSpecificResult item, ImmutableArray<string> resources)
    {
        var arn = Asked(item.EvalResourceName, resources) ?? (resources is [var only] ? only : null);
        if (arn is null || Decide(result, item.EvalResourceDecision?.Value, arn, resources.Length == 1) is not { } decision)
            return null;
        return decision with
        {
            // The keys of the whole action count too: AWS does not promise that each resource repeats them.
            MissingKeys = [.. decision.MissingKeys.Union(item.MissingContextValues ?? [], StringComparer.OrdinalIgnoreCase)],
            MatchedPolicies = Policies(item.MatchedStatements),
            AllowedByPermissionsBoundary = item.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary ?? decision.AllowedByPermissionsBoundary,
        };
    }

    /// <summary>
    /// A result without resources of its own. One of several on its action speaks of the resource that it names; the only one, whose
    /// resource may be a template, of all: what is allowed at its worst is allowed everywhere.
    /// </summary>
    private static IEnumerable<SimulatedDecision> OfAction(EvaluationResult result, ImmutableArray<string> resources, bool isAlone)
    {
        var word = result.EvalDecision?.Value;
        var named = isAlone && result.EvalResourceName == "*" ? null : Asked(result.EvalResourceName, resources);
        IEnumerable<string> meant = named is not null ? [named]
            : isAlone && (resources.Length == 1 || word == "allowed") ? resources : [];
        return meant.Select(arn => Decide(result, word, arn, isOnly: named is not null || resources.Length == 1)).OfType<SimulatedDecision>();
    }

    private static string? Asked(string? name, ImmutableArray<string> resources) => resources.FirstOrDefault(arn => arn == name);

    private static SimulatedDecision? Decide(EvaluationResult result, string? word, string resource, bool isOnly) => DecisionOf(word) is { } decision
        ? new SimulatedDecision
        {
            Call = 0,
            Action = "",
            Resource = resource,
            Decision = decision,
            MissingKeys = result.MissingContextValues is { } missing ? [.. missing.Distinct(StringComparer.OrdinalIgnoreCase)] : [],
            MatchedPolicies = Policies(result.MatchedStatements),
            AllowedByOrganizations = Certain(result.OrganizationsDecisionDetail?.AllowedByOrganizations, isOnly),
            AllowedByPermissionsBoundary = Certain(result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary, isOnly),
        }
        : null;

    /// <summary>Of several resources a no is said of the worst; which that is, nobody knows.</summary>
    private static bool? Certain(bool? allowed, bool isOnly) => allowed == false && !isOnly ? null : allowed;

    private static ImmutableArray<string> Policies(List<Statement>? statements) => statements is null
        ? []
        : [.. statements.Select(statement => statement.SourcePolicyId).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static Decision? DecisionOf(string? word) => word switch
    {
        "allowed" => Decision.Allowed,
        "implicitDeny" => Decision.ImplicitDeny,
        "explicitDeny" => Decision.ExplicitDeny,
        _ => null,
    };
}
