using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Inventory;

/// <summary>What one account contributes to the audit. Only what may matter is kept, so that an organization of any size fits.</summary>
public sealed record AccountAudit
{
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

    /// <summary>The statements of these, and of other policies that somebody wrote and that reach Billing Conductor: they tell one account's policy from the organization's habit.</summary>
    public required ImmutableArray<StatementMark> Marks { get; init; }

    /// <summary>Of the payer: everybody in it, if somebody may change what another can do; else null.</summary>
    public PayerGround? Ground { get; init; }

    /// <summary>Of a member account: the principals that may assume a role of the payer which may change what others can do.</summary>
    public ImmutableArray<AssessedPrincipal> Newcomers { get; init; } = [];

    /// <summary>Works out one account.</summary>
    /// <param name="account">The account as it was read.</param>
    /// <param name="frame">What is the same for all accounts.</param>
    /// <param name="before">Who could do what in it when an earlier run looked; null if nobody knows.</param>
    public static AccountAudit Of(AccountSnapshot account, AuditFrame frame, AccountMemory? before)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(frame);
        var inventory = AccountInventory.Of(account);
        var setting = frame.SettingOf(account.Id);
        // First: several principals are worked on at once, and they read most of the policies.
        var assessor = new PrincipalAssessor(setting, frame.ResourcesOf(account), frame);
        ImmutableArray<AssessedPrincipal> assessed = [.. ManyAtOnce.Map(inventory.Principals, frame.PrincipalsAtOnce, assessor.Assess)];
        var reaching = inventory.Policies(policy => DocumentFacts.Of(policy.Document).Allowed != 0 || IsAboutBilling(policy.Reference, policy.Document));
        ImmutableArray<PolicyUse> policies = [.. reaching.Where(policy => IsAboutBilling(policy.Reference, policy.Document) && !IsOfServicesAlone(policy))];
        var holders = policies.SelectMany(policy => policy.Holders).Select(holder => holder.Arn).ToHashSet(StringComparer.Ordinal);
        var audit = new AccountAudit
        {
            Account = account.Id,
            IsRead = account.IsRead,
            Memory = frame.IsRemembered && account.IsRead ? AccountMemory.Of(setting, assessed) : null,
            PrincipalsRead = inventory.Principals.Length,
            BroadGrantsOnly = assessed.Count(principal => principal.InPayer == false && principal.Held != 0 && !principal.HasNamedGrant),
            Principals = [.. assessed.Where(principal => Matters(principal, frame) || before?.HasLost(principal) == true || holders.Contains(principal.Principal.Arn)).Select(principal => principal.Settled(frame.Rows))],
            TrustingRoles = TrustingRole.Of(assessed, setting, frame),
            IdentityCenterRoles = [.. inventory.Principals.Where(principal => principal.Kind == PrincipalKind.IdentityCenterRole).Select(principal => principal.Arn)],
            Policies = policies,
            Marks = StatementMark.Of(reaching),
            Ground = PayerGround.Of(account, inventory, assessed, frame),
            Newcomers = setting.IsPayer == false ? [.. assessed.Where(principal => principal.IsJudged && principal.Held != ActionMask.All && frame.PayerTies.MayComeToChange(principal.Principal)).Select(principal => principal.Settled(frame.Rows))] : [],
        };
        audit.Pack();
        return audit;
    }

    /// <summary>Takes less memory; an organization has thousands of these. While one thread alone has it: never the payer, which every thread looks at.</summary>
    internal void Pack()
    {
        if (Ground is not null || Principals.Any(assessed => assessed.InPayer != false))
            return;
        foreach (var principal in Principals.Concat(Newcomers).Select(assessed => assessed.Principal).Concat(TrustingRoles.Select(role => role.Role)))
        {
            foreach (var policy in principal.Policies)
                policy.Document.Pack();
            principal.Boundary?.Document.Pack();
            principal.TrustPolicy?.Pack();
        }

        foreach (var policy in Policies)
            policy.Document.Pack();
    }

    /// <summary>The same account, whose principals' holdings are not kept any more.</summary>
    /// <param name="account">Gives them when they are asked for.</param>
    internal AccountAudit LaidAside(LaidAsideAccount account)
    {
        ImmutableArray<AssessedPrincipal> aside = [.. Principals.Select(assessed => assessed.LaidAside(account))];
        var byArn = aside.ToDictionary(assessed => assessed.Principal.Arn, assessed => assessed.Principal, StringComparer.Ordinal);
        return this with
        {
            Principals = aside,
            Newcomers = [.. Newcomers.Select(assessed => assessed.LaidAside(account))],
            TrustingRoles = [.. TrustingRoles.Select(role => role.LaidAside(account))],
            Policies = [.. Policies.Select(policy => policy with { Holders = [.. policy.Holders.Select(holder => byArn[holder.Arn])] })],
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
                ? new PrincipalAssessor(frame.SettingOf(Account), assessed.Simulator.Resources, frame).Assess(assessed.Principal, answers)
                : assessed),
        ];
        return this with { Principals = decided, Memory = Memory?.With(frame.SettingOf(Account), decided) };
    }

    private static bool Matters(AssessedPrincipal assessed, AuditFrame frame) =>
        frame.ListAll || assessed.IsAdministrator || assessed.IsAssigned || assessed.IsActive || assessed.HasNamedGrant
        || (assessed.InPayer != false && (assessed.Held | assessed.Unknown) != 0)
        || NamesConductor(assessed.Principal.PermissionSet)
        || frame.PayerTies.IsNamed(assessed.Principal);

    private static bool IsAboutBilling(PolicyReference reference, PolicyDocument document)
    {
        var facts = DocumentFacts.Of(document);
        return !facts.NamedGrants.IsEmpty
            || facts.AllowsBillingPrefix
            || reference.IsJobFunctionBilling
            || (reference.IsCustomerWritten && (facts.HasUnknownAction || facts.Copy is not null || NamesConductor(reference.Name)));
    }

    /// <summary>What only roles of AWS's services hold, AWS alone writes.</summary>
    private static bool IsOfServicesAlone(PolicyUse policy) => !policy.Holders.IsEmpty && policy.Holders.All(holder => holder.Kind == PrincipalKind.ServiceLinkedRole);

    private static bool NamesConductor(string? name) => name is not null && name.Contains("conductor", StringComparison.OrdinalIgnoreCase);
}
