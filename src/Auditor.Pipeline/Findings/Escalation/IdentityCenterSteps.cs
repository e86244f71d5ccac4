using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>Ways over Identity Center: who came by a permission set in the payer changes it, or assigns himself another.</summary>
/// <remarks>
/// Permission sets of the payer can be changed from the payer only. The snapshot does not tell the ARN of an instance or a permission
/// set, so only a permission for all of them is certain. Source:
/// <see href="https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html"/>.
/// </remarks>
/// <param name="ground">The payer.</param>
/// <param name="access">What changes give.</param>
/// <param name="trust">Who has Write actions.</param>
internal sealed class IdentityCenterSteps(PayerGround ground, WriteAccess access, TrustSteps trust)
{
    private const string Provision = "sso:ProvisionPermissionSet";
    private readonly string instance = $"arn:{ground.Partition}:sso:::instance/ssoins-probe00000";
    private readonly string permissionSet = $"arn:{ground.Partition}:sso:::permissionSet/ssoins-probe00000/ps-probe00000";
    private readonly string account = $"arn:{ground.Partition}:sso:::account/{ground.Account}";

    public IEnumerable<EscalationStep> Of(Actor actor)
    {
        if (actor.Principal.Kind != PrincipalKind.IdentityCenterRole)
            yield break;
        foreach (var action in (string[])[EscalationActions.AttachPermissionSetPolicy, EscalationActions.PutPermissionSetPolicy])
        {
            if (Change(actor, action) is { } change)
                yield return change;
        }

        if (Held(actor, EscalationActions.CreateAssignment, [instance, permissionSet, account]) is not { } assignment)
            yield break;
        foreach (var (holder, writes) in trust.Writers.Where(writer => writer.Holder.Principal.Kind == PrincipalKind.IdentityCenterRole && writer.Holder != actor.Assessed))
        {
            if ((writes & ~actor.Assessed.Held) is not 0 and var obtained)
                yield return new EscalationStep(EscalationActions.CreateAssignment, "assign {0} to whoever came by it", holder.Principal.Arn, holder.Principal.DisplayName, obtained, () => assignment.Evidence());
        }
    }

    private EscalationStep? Change(Actor actor, string action)
    {
        if (Held(actor, action, [instance, permissionSet]) is not { } write || Held(actor, Provision, [instance, permissionSet, account]) is not { } provision)
            return null;
        var obtained = access.Gained(actor.Assessed, AccessChange.AllowAll, AccessChange.WithEverything);
        return obtained == 0
            ? null
            : new EscalationStep(action, "write a policy that allows it into {0}", actor.Principal.Arn, "its own permission set", obtained, () => write.Evidence().Concat(provision.Evidence()));
    }

    private static Permission? Held(Actor actor, string action, string[] resources)
    {
        if (action != Provision && !actor.May(action))
            return null;
        var permissions = resources.Select(resource => actor.Hold(action, resource, RequestKeys.None)).ToArray();
        return Array.TrueForAll(permissions, permission => permission is not null) ? permissions[^1] : null;
    }
}
