using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Inventory;

/// <summary>A role that others may assume and that may be a link of a chain into the payer: what the audit keeps of it, however little else matters.</summary>
public sealed record TrustingRole
{
    private static readonly ulong Writes = ActionMask.Of(ActionMask.Actions.Where(action => action.AccessLevel == AccessLevel.Write));

    private readonly AssumingCaller? caller;
    private readonly AuditFrame frame;
    private readonly Principal? role;
    private LaidAsideAccount? aside;
    private TrustNames? names;
    private ImmutableArray<OutsideTrust> outside;

    private TrustingRole(AssumingCaller? caller, AuditFrame frame)
    {
        this.caller = caller;
        this.frame = frame;
    }

    /// <summary>The role.</summary>
    public required Principal Role
    {
        get => role ?? aside!.PrincipalOf(names!.Arn);
        init => role = value;
    }

    /// <summary>Its account's place.</summary>
    public required AccountSetting Setting { get; init; }

    /// <summary>Who outside the organization can assume it; worked out when it is first asked for.</summary>
    public ImmutableArray<OutsideTrust> Outside =>
        outside.IsDefault ? outside = OutsideTrust.Of(Role, Setting.ResourceControlPolicies, frame) : outside;

    /// <summary>True if it can change what customers are billed: it reaches Billing Conductor with a Write action.</summary>
    public required bool CanWrite { get; init; }

    /// <summary>The role as one who assumes others.</summary>
    internal AssumingCaller Caller => caller ?? aside!.SimulatorOf(names!.Arn).Caller;

    /// <summary>The names of those whom it lets in; worked out when they are first asked for.</summary>
    internal TrustNames Names => names ??= TrustNames.Of(this);

    /// <summary>The roles of an account that may be links: they trust more than services and providers, and either can write or may go on to another role.</summary>
    internal static ImmutableArray<TrustingRole> Of(IReadOnlyCollection<AssessedPrincipal> assessed, AccountSetting setting, AuditFrame frame)
    {
        var trusting = assessed.Where(IsTrusting).ToArray();
        if (trusting.Length == 0)
            return [];
        // Within an account a trust policy that names the caller, or everyone, needs no identity-based Allow.
        var namedAtHome = trusting.SelectMany(role => TrustFacts.Of(role.Principal.TrustPolicy)!.NamedPrincipals).ToHashSet(StringComparer.Ordinal);
        var everyoneAtHome = trusting.Any(role => TrustFacts.Of(role.Principal.TrustPolicy)!.NamesEveryone);
        return
        [
            .. trusting.Where(role => CanReachWith(role) || everyoneAtHome || MayAssume(role.Principal, namedAtHome)).Select(role => Of(role.Principal, role.Simulator.Caller, setting, CanReachWith(role), frame)),
        ];
    }

    /// <summary>A role that is known to be a link.</summary>
    internal static TrustingRole Of(Principal role, AssumingCaller caller, AccountSetting setting, bool canWrite, AuditFrame frame) =>
        new(caller, frame)
        {
            Role = role,
            Setting = setting,
            CanWrite = canWrite,
        };

    /// <summary>The same, of which only names are kept. Who can come from outside is asked of those that lead to the payer, and worked out now if it is likely to be.</summary>
    /// <param name="account">Its account.</param>
    internal TrustingRole LaidAside(LaidAsideAccount account) => new(null, frame)
    {
        names = Names,
        outside = frame.PayerTies.IsTrusted(Names) ? Outside : outside,
        aside = account,
        Role = null!,
        Setting = Setting,
        CanWrite = CanWrite,
    };

    private static bool IsTrusting(AssessedPrincipal assessed) =>
        assessed.Principal.Kind is not (PrincipalKind.User or PrincipalKind.ServiceLinkedRole) && TrustFacts.Of(assessed.Principal.TrustPolicy) is { NamesIamPrincipals: true };

    private static bool CanReachWith(AssessedPrincipal assessed) => assessed.Reaches && (assessed.Held & Writes) != 0;

    private static bool MayAssume(Principal role, HashSet<string> namedAtHome) =>
        namedAtHome.Contains(role.Arn)
        || namedAtHome.Contains(role.SessionsArn!)
        || role.Policies.Any(policy => DocumentFacts.Of(policy.Document).AllowsAssumeRole);
}
