using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>Ways over a role that has Write actions and that is passed to a service, which acts as that role for whoever passed it.</summary>
internal sealed class PassRoleSteps
{
    private readonly PayerGround ground;
    private readonly ImmutableArray<(PassedRoleService Service, ImmutableArray<(AssessedPrincipal Holder, ulong Writes)> Roles)> services;

    public PassRoleSteps(PayerGround ground, TrustSteps trust)
    {
        this.ground = ground;
        services =
        [
            .. PassedRoleServices.All.Select(service => (service, Trusting(trust, service))).Where(pair => !pair.Item2.IsEmpty),
        ];
    }

    public IEnumerable<EscalationStep> Of(Actor actor)
    {
        if (!actor.May(EscalationActions.PassRole))
            yield break;
        var use = new ServiceUse(actor, ground);
        foreach (var (service, roles) in services)
        {
            var passed = roles.Where(role => (role.Writes & ~actor.Assessed.Held) != 0 && role.Holder.Principal.Arn != actor.Principal.Arn)
                .Select(role => (role.Holder.Principal, Obtained: role.Writes & ~actor.Assessed.Held, Pass: Pass(actor, role.Holder.Principal, service)))
                .Where(role => role.Pass is not null)
                .ToArray();
            if (passed.Length == 0 || use.Find(service) is not { } permissions)
                continue;
            foreach (var (role, obtained, pass) in passed)
                yield return Step(service, role, obtained, [.. pass!.Value, .. permissions]);
        }
    }

    /// <summary>The permissions to give the service a role; where it takes an instance profile and none holds the role, also to make one.</summary>
    private ImmutableArray<Permission>? Pass(Actor actor, Principal role, PassedRoleService service)
    {
        if (actor.Hold(EscalationActions.PassRole, role.Arn, RequestKeys.About(role).SetItem(RequestKeys.PassedToService, service.Principal)) is not { } pass)
            return null;
        if (!service.TakesInstanceProfile || ground.WithInstanceProfile.Contains(role.Arn))
            return [pass];
        var profile = $"arn:{ground.Partition}:iam::{ground.Account}:instance-profile/{ResourceCatalogue.Instance("*")}";
        return actor.Hold("iam:CreateInstanceProfile", profile, RequestKeys.None) is { } create && actor.Hold("iam:AddRoleToInstanceProfile", profile, RequestKeys.None) is { } add
            ? [pass, create, add]
            : null;
    }

    private static EscalationStep Step(PassedRoleService service, Principal role, ulong obtained, ImmutableArray<Permission> permissions) => new(
        $"{EscalationActions.PassRole} {service.Principal}",
        $"pass {{0}} to {service.Principal} and act through it ({string.Join(", ", permissions.Skip(1).Select(permission => permission.Action).Distinct(StringComparer.Ordinal))})",
        role.Arn,
        role.DisplayName,
        obtained,
        () => permissions.SelectMany(permission => permission.Evidence()));

    private static ImmutableArray<(AssessedPrincipal Holder, ulong Writes)> Trusting(TrustSteps trust, PassedRoleService service) =>
        [.. trust.Writers.Where(writer => writer.Holder.Principal.Kind == PrincipalKind.Role && Trusts(writer.Holder.Principal, service.Principal))];

    private static bool Trusts(Principal role, string service) => RoleTrust.Evaluate(
        role.Arn,
        role.Trust,
        new PrincipalEntry(PrincipalEntry.Service, service),
        new ServiceContext(role),
        new PoliciesInEffect()).IsAllowed;
}
