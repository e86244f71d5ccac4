using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Simulate;

/// <content>Single decisions, with their reasons and without.</content>
public sealed partial class PrincipalSimulator
{
    /// <summary>Decides one request; where AWS's own answers are to decide and there is one, by it.</summary>
    public EvaluationResult Evaluate(string action, string resource, ImmutableDictionary<string, string>? fixedKeys = null)
    {
        var embedded = EvaluateEmbedded(action, resource, fixedKeys);
        return answers is not null && AnswerTo(action, resource, fixedKeys) is { } answer
            ? AwsDecision.Of(this, action, ContextOf(action, resource, fixedKeys), embedded, answer)
            : embedded;
    }

    /// <summary>The decision of <see cref="Evaluate"/> without its reasons.</summary>
    public Decision Decide(string action, string resource, ImmutableDictionary<string, string>? fixedKeys = null)
    {
        if (answers is not null)
            return Evaluate(action, resource, fixedKeys).Decision;
        if (RoleOf(action, resource) is { } role)
            return Caller.Assume(role.Role, role.ResourceControlPolicies).Decision;
        var decision = AccessEvaluator.Decide(RequestOf(action, resource, fixedKeys), PoliciesOn(action, resource));
        return decision == Decision.Allowed && account.Proviso is not null ? Decision.Conditional : decision;
    }

    /// <summary>The embedded engine's decisions on Billing Conductor actions on one resource, which resource control policies do not reach.</summary>
    /// <param name="asked">The actions as bits.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="contexts">The contexts of all of them.</param>
    internal ActionDecisions Decide(ulong asked, string resource, ReadOnlySpan<SharedContext> contexts)
    {
        var request = new AccessRequest { Action = "", Resource = resource, PrincipalArn = caller.Arn };
        var decisions = AccessEvaluator.Decide(ActionMask.Set, asked, request, contexts, policies);
        return account.Proviso is null ? decisions : decisions with { Allowed = 0, Conditional = decisions.Allowed | decisions.Conditional };
    }

    /// <summary>Decides one request by the embedded engine.</summary>
    internal EvaluationResult EvaluateEmbedded(string action, string resource, ImmutableDictionary<string, string>? fixedKeys = null)
    {
        if (RoleOf(action, resource) is { } role)
            return Caller.Assume(role.Role, role.ResourceControlPolicies);
        var result = AccessEvaluator.Evaluate(RequestOf(action, resource, fixedKeys), PoliciesOn(action, resource));
        return account.Proviso is { } proviso && result.Decision is Decision.Allowed or Decision.Conditional
            ? result with { Decision = Decision.Conditional, UnknownKeys = [.. result.UnknownKeys.Append(account.Proviso!).Order(StringComparer.Ordinal)] }
            : result;
    }

    /// <summary>The unknown keys of the embedded engine's answer, without the rest of it.</summary>
    internal ImmutableArray<string> UnknownKeysOf(string action, string resource) => account.Proviso is null
        ? AccessEvaluator.UnknownKeysOf(RequestOf(action, resource, null), PoliciesOn(action, resource))
        : EvaluateEmbedded(action, resource).UnknownKeys;

    /// <summary>The context of one request.</summary>
    internal RequestContext ContextOf(string action, string resource, ImmutableDictionary<string, string>? fixedKeys) =>
        ContextOf(ActionContext.Of(action, partition, fixedKeys ?? ImmutableDictionary<string, string>.Empty), resource);

    /// <summary>The context of a request of which everything is known that does not hang on the caller.</summary>
    internal RequestContext ContextOf(ActionContext action, string resource) => new AuditContext(caller, action, resource, resources.TagsOf(resource));

    /// <summary>The answer on the resource itself, or on one that no policy tells apart from it.</summary>
    private SimulatedDecision? AnswerTo(string action, string resource, ImmutableDictionary<string, string>? fixedKeys)
    {
        var exact = answers!.Find(new RequestKey(action, resource, fixedKeys));
        if (exact is not null || IsUnreadable)
            return exact;
        var groups = new ResourceGroups(AllPolicies.StatementsOn(action));
        var key = groups.KeyOf(resource);
        return answers.ResourcesOf(action, fixedKeys).FirstOrDefault(asked => groups.KeyOf(asked) == key) is { } like
            ? answers.Find(new RequestKey(action, like, fixedKeys))
            : null;
    }

    private AccessRequest RequestOf(string action, string resource, ImmutableDictionary<string, string>? fixedKeys) => new()
    {
        Action = action,
        Resource = resource,
        Context = ContextOf(action, resource, fixedKeys),
        PrincipalArn = caller.Arn,
        ResourceAccount = UnseenAt(resource)?.Account,
    };

    /// <summary>The policies that have a say in a request: resource control policies bind the resources of their own account alone.</summary>
    internal PoliciesInEffect PoliciesOn(string action, string resource)
    {
        if (RoleOf(action, resource) is { } role)
            return policies with { ResourcePolicy = role.Role.Trust, ResourceControlPolicies = role.ResourceControlPolicies };
        var isGuarded = ResourceControlPolicyServices.Contains(action[..action.IndexOf(':', StringComparison.Ordinal)]);
        if (UnseenAt(resource) is { } unseen)
            return policies with { ResourcePolicy = unseen.Policy, ResourceControlPolicies = isGuarded ? unseen.ResourceControlPolicies : null };
        return isGuarded && !IsOfAnotherAccount(resource) ? policiesOfGuardedServices : policies;
    }

    /// <summary>The resource whose own policy nobody knows, if it is this one.</summary>
    private UnseenResource? UnseenAt(string resource) => resources.Unseen is { } unseen && unseen.Arn == resource ? unseen : null;

    /// <summary>The role whose trust policy has a say, if that is the resource.</summary>
    private AssumableRole? RoleOf(string action, string resource) =>
        resources.Role is { } role && role.Role.Arn == resource && action.Equals(RoleTrust.AssumeRole, StringComparison.OrdinalIgnoreCase) ? role : null;

    private bool IsOfAnotherAccount(string resource) => Arn.TryParse(resource, out var arn) && AccountNumber.IsValid(arn.Account) && arn.Account != account.Account;

    /// <summary>One decision for each resource; resources that no policy tells apart share it.</summary>
    private ImmutableArray<Decision> Decisions(string action, ImmutableArray<string> arns, ImmutableDictionary<string, string>? fixedKeys)
    {
        // What nobody could read may tell any two resources apart: there AWS's answer serves its own resource only.
        if (arns.Length <= 1 || (answers is not null && IsUnreadable))
            return [.. arns.Select(arn => Decide(action, arn, fixedKeys))];
        var groups = new ResourceGroups(AllPolicies.StatementsOn(action));
        var decisions = new Dictionary<string, Decision>(arns.Length, StringComparer.Ordinal);
        foreach (var group in groups.Of(arns))
        {
            Decision? shared = null;
            foreach (var arn in group)
                decisions[arn] = shared ??= Decide(action, arn, fixedKeys);
        }

        return [.. arns.Select(arn => decisions[arn])];
    }
}
