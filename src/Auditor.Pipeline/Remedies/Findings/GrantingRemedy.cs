using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies.Findings;

/// <summary>Finds what lets one principal make all requests that a finding says are denied.</summary>
/// <param name="assessed">Who.</param>
/// <param name="facts">The organization.</param>
/// <param name="shared">Edits of policies that bind others too, which are made anyway.</param>
internal sealed class GrantingRemedy(AssessedPrincipal assessed, AuditFacts facts, ImmutableArray<PolicyEdit> shared)
{
    private const int MostRequests = 40;
    private PrincipalSimulator simulator = assessed.Simulator;

    /// <summary>The remedy; null if there is none that can be proven.</summary>
    public Remedy? Find(Finding finding)
    {
        // A caller who is kept from a role of the payer: the role's tags and its trust policy have a say too, and resource control policies never bind the payer.
        foreach (var role in finding.Draft.Resources.Select(arn => facts.Find(arn)).OfType<AssessedPrincipal>())
            simulator = simulator.Towards(new AssumableRole(role.Principal, ResourceControlPolicies: null));
        var needs = NeedsOf(finding);
        var requests = RequestsOf(finding, needs);
        // Whatever is allowed in an account where Billing Conductor does not answer, the task stays impossible.
        if (requests.Length is 0 or > MostRequests || finding.Blockers.Any(blocker => blocker.Layer == PolicyLayer.Account))
            return null;
        var edits = new List<PolicyEdit>(shared);
        var changed = With(edits);
        foreach (var request in requests)
        {
            if (IsAllowed(changed, request))
                continue;
            if (new RemedyFinder(changed, RequestFor(request, needs)).FindEdits(assessed.InPayer) is not { } found)
                return null;
            edits.AddRange(found);
            changed = changed.With(PolicyEditor.Apply(changed.AllPolicies, found));
        }

        var needed = Needed(EditMerger.Merge(edits, finding.Draft.Matter, Held), requests);
        return needed.Count == 0 ? null : Proven(needed, requests, needs);
    }

    /// <summary>The ids of the policies that the principal holds; IAM takes names that differ in case only for the same.</summary>
    private HashSet<string> Held => simulator.AllPolicies.Identity.Select(policy => policy.Source.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What has to become possible, action by action on the resources that count for it.</summary>
    private static ImmutableArray<AllowedRequest> RequestsOf(Finding finding, ImmutableArray<AssessedNeed> needs)
    {
        if (finding.Rule == "BCA301" && !finding.Draft.Resources.IsEmpty)
            return [.. finding.Draft.Actions.SelectMany(action => finding.Draft.Resources.Select(resource => new AllowedRequest(action, resource)))];
        return [.. needs.Where(need => need.FixedKeys.IsEmpty).SelectMany(need => need.Resources.Select(resource => new AllowedRequest(need.FullName, resource))).Distinct()];
    }

    /// <summary>The needs of the tasks that the finding is about; another task may need the same action on more.</summary>
    private ImmutableArray<AssessedNeed> NeedsOf(Finding finding) =>
    [
        .. assessed.Tasks.Where(task => task.IsAssigned && (finding.Rule != "BCA101" || task.Task.Id == finding.Draft.Matter))
            .SelectMany(task => task.Needs.Concat(task.Companions)).Where(need => finding.Draft.Actions.Contains(need.FullName, StringComparer.Ordinal)),
    ];

    private RemedyRequest RequestFor(AllowedRequest request, ImmutableArray<AssessedNeed> needs)
    {
        var made = new RemedyRequest(
            assessed.Principal, request.Action, request.Resource, facts.Partition, facts.Payer ?? assessed.Principal.Account, facts.IdentityCenterRolesOf(assessed.Principal.Account));
        var need = needs.FirstOrDefault(need => need.FullName == request.Action && need.Resources.Contains(request.Resource, StringComparer.Ordinal));
        // Of a type without a list of its own in the assignment an action is needed on every resource, also on those to come.
        return need is null ? made
            : need.Action.Service == ServiceCatalog.BillingConductor && !need.Action.ResourceTypes.IsEmpty
                ? made with { Wider = [.. need.Action.ResourceTypes.SelectMany(type => need.Listed.TryGetValue(type, out var listed) ? listed.Except(need.Verdict.AllowedResources) : made.OfType(type))] }
            : made with { Resource = simulator.ResourcesOf(request.Action).Contains(request.Resource) ? null : request.Resource };
    }

    /// <summary>The edits without those that are not needed; those made for others stay.</summary>
    private List<PolicyEdit> Needed(List<PolicyEdit> edits, ImmutableArray<AllowedRequest> requests)
    {
        for (var at = edits.Count - 1; at >= 0; at--)
        {
            var others = edits.Where((_, index) => index != at).ToList();
            if (IsForOthers(edits[at]))
                continue;
            var without = With(others);
            if (requests.All(request => IsAllowed(without, request)))
                edits = others;
        }

        return edits;
    }

    /// <summary>True if those before rely on the edit, be it as they made it or with more in it.</summary>
    private bool IsForOthers(PolicyEdit edit) => shared.Any(known => known.Policy.Id == edit.Policy.Id && known.Before?.Text == edit.Before?.Text);

    private Remedy? Proven(List<PolicyEdit> edits, ImmutableArray<AllowedRequest> requests, ImmutableArray<AssessedNeed> needs)
    {
        var changed = With(edits);
        var after = requests.Select(request => changed.Decide(request.Action, request.Resource)).ToArray();
        var changes = ChangedPolicies.Of(assessed.Principal, simulator.AllPolicies, [.. edits.Where(edit => !edit.IsShared || IsHere(edit))]);
        if (after.Any(decision => decision is not (Decision.Allowed or Decision.Conditional)) || changes.Any(change => change.Excess is not null))
            return null;
        return new Remedy
        {
            Edits = [.. edits],
            Changes = changes,
            Before = Worst(requests.Select(request => simulator.Decide(request.Action, request.Resource))),
            After = Worst(after),
            AlsoAllows = AccessDifference.Of(simulator, changed, [.. requests], [.. requests.Select(request => request.Resource).Distinct(StringComparer.Ordinal)]),
            AlsoAllowsUncatalogued = UncataloguedActions.NewlyAllowed(simulator, changed, requests.Select(request => request.Action)),
            AlsoFrees = edits.Any(edit => edit.Policy.Id != $"{assessed.Principal.Arn} {edit.Policy.Name}") ? RequestFor(requests[0], needs).OthersOfThePattern() : [],
            StillBlockedBy = [.. requests.SelectMany(request => changed.Evaluate(request.Action, request.Resource).Blockers).Distinct()],
        };
    }

    /// <summary>True if the policy of an edit binds this principal, or is made for it.</summary>
    private bool IsHere(PolicyEdit edit) => edit.Kind == EditKind.AddPolicy || PolicyEditor.Has(simulator.AllPolicies, edit.Policy.Id);

    private PrincipalSimulator With(IReadOnlyCollection<PolicyEdit> edits) => simulator.With(PolicyEditor.Apply(simulator.AllPolicies, edits));

    private static bool IsAllowed(PrincipalSimulator with, AllowedRequest request) => with.Decide(request.Action, request.Resource) is Decision.Allowed or Decision.Conditional;

    private static Decision Worst(IEnumerable<Decision> decisions) => decisions.MinBy(RemedyFinder.Rank);
}
