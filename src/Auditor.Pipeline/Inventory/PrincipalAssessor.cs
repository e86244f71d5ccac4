using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Simulate;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Inventory;

/// <summary>Works out what the principals of one account can do. Safe from any thread.</summary>
/// <param name="setting">The account's place.</param>
/// <param name="resources">What they are asked about.</param>
/// <param name="frame">What is the same for all accounts.</param>
internal sealed class PrincipalAssessor(AccountSetting setting, ResourceCatalogue resources, AuditFrame frame)
{
    private static readonly ImmutableSortedDictionary<string, ActionVerdict> NoOthers = ImmutableSortedDictionary.Create<string, ActionVerdict>(StringComparer.Ordinal);

    private const string BillingConductorPrefix = ServiceCatalog.BillingConductor + ":";

    /// <summary>The assessor of an account as it was read.</summary>
    public static PrincipalAssessor Of(AccountSnapshot account, AuditFrame frame) => new(frame.SettingOf(account.Id), frame.ResourcesOf(account), frame);

    /// <summary>Asks the embedded engine about a principal.</summary>
    public AssessedPrincipal Assess(Principal principal) => Assess(principal, answers: null, known: null);

    /// <summary>Takes AWS's answers about a principal.</summary>
    public AssessedPrincipal Assess(Principal principal, PrincipalSimulation answers) => Assess(principal, answers, known: null);

    /// <summary>Takes verdicts that the embedded engine gave before, on the same policies.</summary>
    /// <param name="principal">The principal.</param>
    /// <param name="known">The verdicts on the Billing Conductor actions, in the catalogue's order.</param>
    public AssessedPrincipal Assess(Principal principal, ImmutableArray<ActionVerdict> known) => Assess(principal, answers: null, known);

    /// <summary>Asks nothing yet.</summary>
    public PrincipalSimulator SimulatorOf(Principal principal) => SimulatorOf(principal, frame.Expected.Of(principal));

    /// <summary>The same for who knows what is expected of the principal.</summary>
    public PrincipalSimulator SimulatorOf(Principal principal, PrincipalExpectation expectation, PrincipalSimulation? answers = null) =>
        new(principal, setting, resources, CallerOf(principal, expectation), frame.Partition, answers);

    private AssessedPrincipal Assess(Principal principal, PrincipalSimulation? answers, ImmutableArray<ActionVerdict>? known)
    {
        var expectation = frame.Expected.Of(principal);
        var facts = HoldingsFacts.Of(principal.Holdings);
        // Most have nothing to do with Billing Conductor, and nobody asks any more about them.
        if (facts.IsSilent && answers is null && known is null && expectation.Permitted.Names.IsEmpty && expectation.Tasks.IsEmpty)
            return Settled(WithoutAccess(principal, expectation, facts));
        var simulator = SimulatorOf(principal, expectation, answers);
        var (held, unknown) = known is { } verdicts ? PrincipalSimulator.Reach(verdicts) : simulator.Reach();
        var assessed = new AssessedPrincipal
        {
            Principal = principal,
            Expectation = expectation,
            InPayer = setting.IsPayer,
            IsAdministrator = frame.Expected.IsAdministrator(principal),
            Held = held,
            Unknown = unknown,
            OtherAccess = OtherAccess(simulator, expectation),
            Tasks = Tasks(simulator, expectation, mayUseConductor: setting.IsPayer != false && (held | unknown) != 0),
            Simulator = simulator,
            IsActive = frame.PayerTies.IsActive(principal),
            Facts = facts,
            TaggedOwner = frame.Expected.TaggedOwnerOf(principal),
        };
        return known is { } given ? assessed with { Access = frame.Rows.Shared(given) } : Settled(assessed);
    }

    private AssessedPrincipal WithoutAccess(Principal principal, PrincipalExpectation expectation, HoldingsFacts facts) => new()
    {
        Principal = principal,
        Expectation = expectation,
        InPayer = setting.IsPayer,
        IsAdministrator = frame.Expected.IsAdministrator(principal),
        Held = 0,
        Unknown = 0,
        OtherAccess = NoOthers,
        Tasks = [],
        Assessor = this,
        IsActive = frame.PayerTies.IsActive(principal),
        Facts = facts,
        TaggedOwner = frame.Expected.TaggedOwnerOf(principal),
    };

    /// <summary>Of most principals in member accounts nobody asks more than what they hold.</summary>
    private AssessedPrincipal Settled(AssessedPrincipal assessed) => setting.IsPayer == false ? assessed : assessed.Settled(frame.Rows);

    private static ImmutableSortedDictionary<string, ActionVerdict> OtherAccess(PrincipalSimulator simulator, PrincipalExpectation expectation)
    {
        if (expectation.Permitted.Names.IsEmpty)
            return NoOthers;
        var others = ImmutableSortedDictionary.CreateBuilder<string, ActionVerdict>(StringComparer.Ordinal);
        foreach (var action in expectation.Permitted.Names.Where(action => !action.StartsWith(BillingConductorPrefix, StringComparison.OrdinalIgnoreCase)))
            others[action] = simulator.Verdict(action);
        return others.ToImmutable();
    }

    /// <summary>The assigned tasks, and every Billing Conductor task that the principal can do without being asked to.</summary>
    /// <param name="simulator">Answers for the principal.</param>
    /// <param name="expectation">What is assigned.</param>
    /// <param name="mayUseConductor">False if no task of Billing Conductor can be done, because no action of it is open, or not in this account.</param>
    private ImmutableArray<AssessedTask> Tasks(PrincipalSimulator simulator, PrincipalExpectation expectation, bool mayUseConductor)
    {
        if (!mayUseConductor && expectation.Tasks.IsEmpty)
            return [];
        var assessor = new TaskAssessor(simulator, setting.IsPayer, frame.PayerTies.ServiceLinkedRoles);
        var assigned = expectation.Tasks.Where(task => task.BillingConductorApplies || !task.Task.UsesBillingConductor).Select(assessor.Assess).ToArray();
        return [.. assigned.Concat(mayUseConductor ? assessor.Others(assigned) : []).OrderBy(task => task.Task.Id, StringComparer.Ordinal)];
    }

    private CallerContext CallerOf(Principal principal, PrincipalExpectation expectation)
    {
        var isUser = principal.Kind == PrincipalKind.User;
        var isIdentityCenter = principal.Kind == PrincipalKind.IdentityCenterRole;
        return new CallerContext
        {
            Arn = principal.Arn,
            Account = principal.Account,
            UserName = isUser ? principal.Name : null,
            UserId = isUser ? principal.Id : null,
            Tags = principal.Tags,
            TakesSessionTags = isIdentityCenter || TrustFacts.Of(principal.TrustPolicy) is { TakesSessionTags: true },
            IsFederated = isIdentityCenter || TrustFacts.Of(principal.TrustPolicy) is { NamesFederation: true },
            CallsThroughServices = expectation.DeploysThroughServices,
            Organization = frame.Organization,
            AsOf = frame.AsOf,
            Assumed = frame.Assumed,
        };
    }
}
