using Auditor.Engine.Arns;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Evaluation;

/// <summary>Who may assume a role.</summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html"/> and
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html"/>; the rules are E48 to
/// E55 in docs/evaluation.md.
/// </remarks>
public static class RoleTrust
{
    /// <summary>The action of roles, users, sessions and services.</summary>
    public const string AssumeRole = "sts:AssumeRole";

    private const string AssumeRoleWithSaml = "sts:AssumeRoleWithSAML";
    private const string AssumeRoleWithWebIdentity = "sts:AssumeRoleWithWebIdentity";

    /// <summary>The action by which callers of a kind assume a role.</summary>
    public static string ActionOf(PrincipalEntryKind kind) => kind switch
    {
        PrincipalEntryKind.SamlProvider => AssumeRoleWithSaml,
        PrincipalEntryKind.OidcProvider => AssumeRoleWithWebIdentity,
        _ => AssumeRole,
    };

    /// <summary>Decides whether a caller may assume a role.</summary>
    /// <param name="role">The role's ARN; its account tells whether the caller is another account's.</param>
    /// <param name="trust">The role's trust policy. An unread one makes the answer unknown.</param>
    /// <param name="caller">The caller by type and name: one role, user, session, service or identity provider; not an account.</param>
    /// <param name="context">The condition context.</param>
    /// <param name="policies">
    /// The caller's own policies and the service control policies over it, and the resource control policies over the role; empty for
    /// services and identity providers, which have none.
    /// </param>
    public static EvaluationResult Evaluate(string role, SourcedPolicy trust, PrincipalEntry caller, RequestContext context, PoliciesInEffect policies)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(policies);
        return AccessEvaluator.Evaluate(RequestOf(role, caller, context), policies with { ResourcePolicy = trust });
    }

    /// <summary>The decision of <see cref="Evaluate"/> without its reasons.</summary>
    /// <inheritdoc cref="Evaluate"/>
    public static Decision Decide(string role, SourcedPolicy trust, PrincipalEntry caller, RequestContext context, PoliciesInEffect policies)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(policies);
        return AccessEvaluator.Decide(RequestOf(role, caller, context), policies with { ResourcePolicy = trust });
    }

    private static AccessRequest RequestOf(string role, PrincipalEntry caller, RequestContext context) => new()
    {
        Action = ActionOf(caller.Kind),
        Resource = role,
        Context = context,
        PrincipalType = caller.Type,
        PrincipalArn = caller.Value,
        ResourceAccount = Arn.TryParse(role, out var arn) ? arn.Account : null,
    };
}
