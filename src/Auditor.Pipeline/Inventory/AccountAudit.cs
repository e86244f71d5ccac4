using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Simulate;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Inventory;

/// <summary>What one account contributes to the audit. Only what may matter is kept, so that an organization of any size fits.</summary>
public sealed record AccountAudit
{
    private const string BillingConductorPrefix = ServiceCatalog.BillingConductor + ":";

    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>True if its principals could be read.</summary>
    public required bool IsRead { get; init; }

    /// <summary>Who can do what in it; null unless that is to be remembered or compared, or if it could not be read.</summary>
    public AccountMemory? Memory { get; init; }

    /// <summary>How many roles and users were read.</summary>
    public required int PrincipalsRead { get; init; }

    /// <summary>How many principals hold Billing Conductor actions of no use through broad grants only.</summary>
    public required int BroadGrantsOnly { get; init; }

    /// <summary>The principals that may matter.</summary>
    public required ImmutableArray<AssessedPrincipal> Principals { get; init; }

    /// <summary>The roles by which somebody outside may come to the payer.</summary>
    public required ImmutableArray<TrustingRole> TrustingRoles { get; init; }

    /// <summary>The ARNs of the roles of Identity Center, listed or not: what is excepted for one may except another.</summary>
    public required ImmutableArray<string> IdentityCenterRoles { get; init; }

    /// <summary>The policies that a rule may look at.</summary>
    public required ImmutableArray<PolicyUse> Policies { get; init; }

    /// <summary>Of the payer: everybody in it, if somebody may change what another can do; else null.</summary>
    public PayerGround? Ground { get; init; }

    /// <summary>Of a member account: the principals that may assume a role of the payer which may change what others can do.</summary>
    public ImmutableArray<AssessedPrincipal> Newcomers { get; init; } = [];

    /// <summary>Works out one account.</summary>
    /// <param name="account">The account as it was read.</param>
    /// <param name="frame">What is the same for all accounts.</param>
    public static AccountAudit Of(AccountSnapshot account, AuditFrame frame)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(frame);
        var inventory = AccountInventory.Of(account);
        var setting = frame.SettingOf(account.Id);
        var resources = frame.ResourcesOf(account);
        // Of a broad grant only the text matters, to tell one account's policy from the organization's habit.
        var policies = ImmutableArray.CreateBuilder<PolicyUse>();
        var holders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var policy in inventory.Policies)
        {
            if (IsAboutBilling(policy))
            {
                policies.Add(policy);
                holders.UnionWith(policy.Holders.Select(holder => holder.Arn));
            }
            else if (policy.Reference.IsCustomerWritten && policy.Facts.Allowed != 0)
                policies.Add(policy with { Holders = [] });
        }

        ImmutableArray<AssessedPrincipal> assessed = [.. inventory.Principals.Select(principal => Assess(principal, setting, resources, frame))];
        return new AccountAudit
        {
            Account = account.Id,
            IsRead = account.IsRead,
            Memory = frame.IsRemembered && account.IsRead ? AccountMemory.Of(setting, assessed) : null,
            PrincipalsRead = inventory.Principals.Length,
            BroadGrantsOnly = assessed.Count(principal => principal.InPayer == false && principal.Held != 0 && !principal.HasNamedGrant),
            Principals = [.. assessed.Where(principal => Matters(principal, frame) || holders.Contains(principal.Principal.Arn))],
            TrustingRoles = TrustingRole.Of(assessed, setting, frame),
            IdentityCenterRoles = [.. inventory.Principals.Where(principal => principal.Kind == PrincipalKind.IdentityCenterRole).Select(principal => principal.Arn)],
            Policies = policies.ToImmutable(),
            Ground = PayerGround.Of(account, inventory, assessed, frame),
            Newcomers = setting.IsPayer == false ? [.. assessed.Where(principal => principal.IsJudged && principal.Held != ActionMask.All && frame.MayComeToChangePayer(principal.Principal))] : [],
        };
    }

    /// <summary>The same account with AWS's answers in place of the embedded engine's, where they are to decide.</summary>
    /// <param name="simulations">AWS's answers.</param>
    /// <param name="frame">What is the same for all accounts.</param>
    public AccountAudit With(PrincipalSimulations simulations, AuditFrame frame)
    {
        ArgumentNullException.ThrowIfNull(simulations);
        ArgumentNullException.ThrowIfNull(frame);
        if (Principals.All(assessed => simulations.DecidingFor(assessed.Principal.Arn) is null))
            return this;
        ImmutableArray<AssessedPrincipal> decided =
        [
            .. Principals.Select(assessed => simulations.DecidingFor(assessed.Principal.Arn) is { } answers
                ? Assess(assessed.Principal, frame.SettingOf(assessed.Principal.Account), assessed.Simulator.Resources, frame, answers)
                : assessed),
        ];
        return this with { Principals = decided, Memory = Memory?.With(frame.SettingOf(Account), decided) };
    }

    /// <summary>Works out one principal.</summary>
    /// <param name="account">Its account as it was read.</param>
    /// <param name="principal">The principal.</param>
    /// <param name="frame">What is the same for all accounts.</param>
    internal static AssessedPrincipal Assess(AccountSnapshot account, Principal principal, AuditFrame frame) =>
        Assess(principal, frame.SettingOf(account.Id), frame.ResourcesOf(account), frame);

    private static bool Matters(AssessedPrincipal assessed, AuditFrame frame) =>
        frame.ListAll || assessed.IsAdministrator || assessed.IsAssigned || assessed.IsActive || assessed.HasNamedGrant
        || (assessed.InPayer != false && assessed.Access.Any(verdict => verdict.Verdict != Verdict.None))
        || NamesConductor(assessed.Principal.PermissionSet)
        || frame.IsNamedByPayer(assessed.Principal);

    private static bool IsAboutBilling(PolicyUse policy) =>
        !policy.Facts.NamedGrants.IsEmpty
        || policy.Facts.AllowsBillingPrefix
        || policy.Reference.IsJobFunctionBilling
        || (policy.Reference.IsCustomerWritten && (policy.Facts.HasUnknownAction || policy.Facts.Copy is not null || NamesConductor(policy.Reference.Name)));

    private static bool NamesConductor(string? name) => name is not null && name.Contains("conductor", StringComparison.OrdinalIgnoreCase);

    private static AssessedPrincipal Assess(
        Principal principal,
        AccountSetting setting,
        ResourceCatalogue resources,
        AuditFrame frame,
        PrincipalSimulation? answers = null)
    {
        var expectation = frame.ExpectationOf(principal);
        var simulator = new PrincipalSimulator(principal, setting, resources, CallerOf(principal, expectation, frame), frame.Partition, answers);
        var access = simulator.BillingConductorVerdicts();
        if (setting.IsPayer == false)
            simulator.Forget();
        var assessor = new TaskAssessor(simulator, setting.IsPayer, frame.RolesOfPayer);
        return new AssessedPrincipal
        {
            Principal = principal,
            Expectation = expectation,
            InPayer = setting.IsPayer,
            IsAdministrator = frame.IsAdministrator(principal),
            Access = access,
            OtherAccess = OtherAccess(simulator, expectation),
            Tasks = Tasks(assessor, expectation, setting.IsPayer == false ? [] : access),
            Simulator = simulator,
            IsActive = frame.IsActive(principal),
        };
    }

    private static ImmutableSortedDictionary<string, ActionVerdict> OtherAccess(PrincipalSimulator simulator, PrincipalExpectation expectation)
    {
        var others = ImmutableSortedDictionary.CreateBuilder<string, ActionVerdict>(StringComparer.Ordinal);
        foreach (var action in expectation.Permitted.Names.Where(action => !action.StartsWith(BillingConductorPrefix, StringComparison.OrdinalIgnoreCase)))
            others[action] = simulator.Verdict(action);
        return others.ToImmutable();
    }

    /// <summary>The assigned tasks, and every Billing Conductor task that the principal can do without being asked to.</summary>
    /// <param name="assessor">Works out tasks.</param>
    /// <param name="expectation">What is assigned.</param>
    /// <param name="access">Where Billing Conductor's tasks can be done at all, the verdicts on its actions; else empty.</param>
    private static ImmutableArray<AssessedTask> Tasks(TaskAssessor assessor, PrincipalExpectation expectation, ImmutableArray<ActionVerdict> access)
    {
        var assigned = expectation.Tasks.Where(task => task.BillingConductorApplies || !task.Task.UsesBillingConductor).Select(assessor.Assess).ToArray();
        var others = access.All(verdict => verdict.Verdict == Verdict.None)
            ? []
            : ProfileCatalog.Default.Tasks
                .Where(task => task.UsesBillingConductor && !assigned.Any(known => known.Task.Id == task.Id))
                .Select(assessor.Assess)
                .Where(task => task.Verdict != Verdict.None);
        return [.. assigned.Concat(others).OrderBy(task => task.Task.Id, StringComparer.Ordinal)];
    }

    private static CallerContext CallerOf(Principal principal, PrincipalExpectation expectation, AuditFrame frame)
    {
        var isUser = principal.Kind == PrincipalKind.User;
        var isIdentityCenter = principal.Kind == PrincipalKind.IdentityCenterRole;
        return new CallerContext
        {
            Arn = principal.Arn,
            Account = principal.Account,
            SessionsArn = principal.SessionsArn,
            UserName = isUser ? principal.Name : null,
            UserId = isUser ? principal.Id : null,
            Tags = principal.Tags,
            TakesSessionTags = isIdentityCenter || TrustFacts.Of(principal.TrustPolicy) is { TakesSessionTags: true },
            IsFederated = isIdentityCenter || TrustFacts.Of(principal.TrustPolicy) is { NamesFederation: true },
            CallsThroughServices = expectation.Tasks.Any(task => task.Task.Id == "deploy-with-cloudformation"),
            Organization = frame.Organization,
            AsOf = frame.AsOf,
            Assumed = frame.Assumed,
        };
    }
}
