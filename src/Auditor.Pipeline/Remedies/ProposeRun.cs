using System.Collections.Immutable;
using System.Globalization;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Remedies;

/// <summary>Proposes the least-privilege policy of a principal: start reading here.</summary>
public sealed class ProposeRun
{
    private readonly SnapshotReader snapshot;
    private readonly AuditFrame frame;
    private readonly ProfileSet profiles;
    private readonly ImmutableArray<string> payerNotes;

    /// <summary>Prepares proposals from one snapshot.</summary>
    public ProposeRun(SnapshotReader snapshot, AuditOptions options)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(options);
        this.snapshot = snapshot;
        frame = AuditFrame.Of(snapshot, options);
        payerNotes = [.. PayerNotes.Of(frame.Payer, options)];
        profiles = new ProfileSet(ProfileCatalog.Default, (options.Configuration ?? Configuration.Empty).Profiles);
    }

    /// <summary>Proposes a policy, and proves it.</summary>
    /// <param name="principalText">An ARN or id, as for an explanation.</param>
    /// <param name="named">Profiles that count in place of the assigned ones; may be empty.</param>
    /// <param name="basis">What to make it from; null chooses: profiles if there are any, else activity if it shows a use, else what is held.</param>
    /// <param name="namesInventory">True to name the resources that the snapshot has today instead of all of a type.</param>
    /// <exception cref="RunCannotGoOnException">No such principal or profile, or nothing to make a policy from.</exception>
    public PolicyProposal Propose(string principalText, IReadOnlyCollection<string> named, PolicyBasis? basis, bool namesInventory = false)
    {
        ArgumentNullException.ThrowIfNull(named);
        var (account, principal) = new PrincipalLocator(snapshot, frame).Find(principalText);
        var assessed = PrincipalAssessor.Of(account, frame).Assess(principal);
        ImmutableArray<ExpectedTask> tasks = named.Count > 0 ? [.. named.SelectMany(TasksOf).DistinctBy(task => task.Task.Id)] : assessed.Expectation.Tasks;
        ImmutableArray<string> ids = named.Count > 0 ? [.. named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : assessed.Expectation.ProfileIds;
        var chosen = basis ?? (!tasks.IsEmpty ? PolicyBasis.Profiles : frame.Usage.UsedBy(principal) != 0 ? PolicyBasis.Activity : PolicyBasis.Held);
        var grants = new RequiredGrants(frame.Partition, principal.Account, frame.Payer ?? principal.Account, namesInventory ? InventoryOf(account) : null);
        var scope = new HeldScope(tasks, frame.PayerTies.ServiceLinkedRoles)
        {
            Permitted = Permitted(named, assessed),
            Confining = named.Count > 0 ? null : assessed.Expectation,
            NamesInventory = namesInventory,
        };
        Fill(grants, chosen, tasks, scope, assessed);
        var policies = ProposalComposer.Compose(grants, NameOf(principal), principal.Kind == PrincipalKind.IdentityCenterRole ? PolicyPlaceKind.PermissionSet : PolicyPlaceKind.CustomerManaged);
        ProposalProof.Check(assessed.Simulator, grants, policies);
        return new PolicyProposal
        {
            Principal = principal,
            Basis = chosen,
            Profiles = ids,
            Policies = policies,
            Actions = [.. grants.All.Select(grant => grant.Action)],
            Notes = [.. chosen == PolicyBasis.Held ? HeldNotes.Of(assessed, grants, scope) : [], .. Notes(assessed, chosen, policies.Length), .. payerNotes],
        };
    }

    private Dictionary<string, ImmutableArray<string>> InventoryOf(AccountSnapshot account)
    {
        var resources = frame.ResourcesOf(account);
        return ServiceCatalog.Default.Services[ServiceCatalog.BillingConductor].ResourceTypes.Keys.ToDictionary(type => type, resources.Listed, StringComparer.Ordinal);
    }

    private void Fill(RequiredGrants grants, PolicyBasis basis, ImmutableArray<ExpectedTask> tasks, HeldScope scope, AssessedPrincipal assessed)
    {
        if (basis == PolicyBasis.Profiles && tasks.IsEmpty)
            throw new RunCannotGoOnException($"`{assessed.Principal.Arn}` has no profile: name one with --profile, or a configuration that assigns one with --config");
        if (basis == PolicyBasis.Profiles)
        {
            foreach (var task in tasks)
                grants.Add(task, frame.PayerTies.ServiceLinkedRoles);
            return;
        }

        if (basis == PolicyBasis.Activity)
        {
            foreach (var action in ActionMask.ActionsOf(frame.Usage.UsedBy(assessed.Principal)))
                grants.Add(action);
            return;
        }

        HeldGrants.AddTo(grants, assessed, scope);
        foreach (var need in scope.OfOtherServices)
            HeldOfOtherServices.AddTo(grants, assessed.Simulator, need);
    }

    private IEnumerable<ExpectedTask> TasksOf(string profile) => profiles.Find(profile) is { } found
        ? found.Tasks.Select(task => new ExpectedTask(task))
        : throw new RunCannotGoOnException($"there is no profile `{profile}`; `auditor catalog profiles` lists them");

    private PermittedActions? Permitted(IReadOnlyCollection<string> named, AssessedPrincipal assessed) => named.Count > 0
        ? PermittedActions.Union([.. named.Select(id => profiles.Find(id)?.Permitted).OfType<PermittedActions>()])
        : assessed.IsAssigned ? assessed.Expectation.Permitted : null;

    private IEnumerable<string> Notes(AssessedPrincipal assessed, PolicyBasis basis, int policies)
    {
        if (policies > PolicyQuota.ManagedPoliciesOfOne)
            yield return string.Create(CultureInfo.InvariantCulture, $"AWS lets a role or user have {PolicyQuota.ManagedPoliciesOfOne} managed policies unless its quota is raised, and these are {policies}: patterns (--resources any) take fewer");
        if (basis == PolicyBasis.Activity && !frame.Usage.TellsDisuse)
            yield return string.Create(CultureInfo.InvariantCulture, $"the activity does not cover {frame.Usage.UnusedAfterDays} days: what is needed once a quarter may be missing");
        if (assessed.InPayer == false)
            yield return "the account is not the payer, the only one in which Billing Conductor answers";
        if (assessed.InPayer is null)
            yield return $"Billing Conductor answers only in the payer, and {RemedyFinder.PayerUnknown}";
        if (assessed.Principal.Kind == PrincipalKind.IdentityCenterRole)
            yield return $"put it into the permission set {assessed.Principal.PermissionSet}: a change of the role itself is refused";
    }

    private static string NameOf(Principal principal) =>
        "BillingConductor-" + new string([.. (principal.PermissionSet ?? principal.Name).Where(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')]);
}
