using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies.Findings;

/// <summary>Finds what takes from one principal the actions that nobody permits it, and none that its tasks need.</summary>
/// <param name="assessed">Who.</param>
/// <param name="facts">The organization.</param>
/// <param name="finding">What is wrong; its actions are to be taken away.</param>
internal sealed class NarrowingRemedy(AssessedPrincipal assessed, AuditFacts facts, Finding finding)
{
    private readonly PrincipalSimulator simulator = assessed.Simulator;
    private readonly ImmutableArray<string> actions = finding.Draft.Actions;
    private readonly GrantReach reach = new(facts.Partition, assessed.Principal.Account, facts.Payer);

    /// <summary>The remedy; null if there is none that can be proven.</summary>
    public Remedy? Find()
    {
        if (assessed.Principal.Kind == PrincipalKind.ServiceLinkedRole)
            return null;
        // The statement itself first, then the attachment; a Deny is for what can be reached in no other way.
        var edits = Subtractions().Concat(Detachments()).ToList();
        var rest = actions.Where(action => MayBeHeld(With(edits), action)).ToImmutableArray();
        if (rest.Length > 0)
            edits.AddRange(Denials(rest));
        return Proven(Needed(edits)) ?? Proven([.. Denials(actions)]);
    }

    /// <summary>The edits without those that the others make needless: a Deny may do alone.</summary>
    private List<PolicyEdit> Needed(List<PolicyEdit> edits)
    {
        foreach (var edit in edits.ToArray())
        {
            var others = edits.Where(other => other != edit).ToList();
            if (others.Count > 0 && !actions.Any(action => MayBeHeld(With(others), action)))
                edits = others;
        }

        return edits;
    }

    /// <summary>Own inline policies that allow an action, with statements that no longer do.</summary>
    private IEnumerable<PolicyEdit> Subtractions() =>
        from policy in simulator.AllPolicies.Identity
        where policy.Source.Id == $"{assessed.Principal.Arn} {policy.Source.Name}"
        from statement in policy.Document.Statements
        where statement is { IsUnreadable: false, Effect: Effect.Allow, IsNotAction: false } && actions.Any(action => Permitted(action) is null && statement.CoversAction(action.ToLowerInvariant()))
        let left = Without(statement)
        where left is not null
        select new PolicyEdit(EditKind.ReplaceStatement, PolicyLayer.Identity, policy.Source, null, statement, left.Value);

    /// <summary>The statement without the actions; null if patterns cannot say it shortly.</summary>
    private ImmutableArray<string>? Without(Statement statement)
    {
        var text = statement.Text;
        foreach (var action in actions.Where(action => Permitted(action) is null))
        {
            var current = PolicyEditor.Read(hasVariables: true, [text], PolicyLayer.Identity).Statements[0];
            if (!current.CoversAction(action.ToLowerInvariant()))
                continue;
            if (ActionSubtraction.Of(current, action) is not { IsNot: false } left)
                return null;
            ImmutableArray<string> granting = [.. left.Patterns.Where(pattern => IsAsWritten(statement, pattern) || MayGrant(current, pattern))];
            if (granting.IsEmpty)
                return [];
            text = StatementJson.WithActions(current, isNot: false, granting, onlyPrincipal: null);
        }

        return [text];
    }

    private static bool IsAsWritten(Statement statement, string pattern) => statement.Actions.Any(written => written.Text == pattern);

    /// <summary>False for what a wildcard was spelled out to and the statement's resources never fit: nobody needs to read it.</summary>
    private bool MayGrant(Statement statement, string action) =>
        ServiceCatalog.Default.FindAction(action) is not { Service: ServiceCatalog.BillingConductor } row || reach.CanGrant(statement, row);

    /// <summary>
    /// Managed policies that are attached to the principal itself, about nothing else, from which no task of it needs anything. One that denies
    /// something stays: what it keeps from the principal would be open without it.
    /// </summary>
    private IEnumerable<PolicyEdit> Detachments() =>
        from policy in simulator.AllPolicies.Identity
        where policy.Source.Id.Contains(":policy/", StringComparison.Ordinal) && !policy.Source.Id.Contains(' ', StringComparison.Ordinal)
            && !assessed.Principal.Holdings.FromGroups.Contains(policy.Source.Id)
        let statements = policy.Document.Statements
        where statements.All(statement => statement.Effect == Effect.Allow && IsCatalogued(statement))
            && statements.Any(statement => actions.Any(action => statement.CoversAction(action.ToLowerInvariant())))
        let edit = new PolicyEdit(EditKind.Detach, PolicyLayer.Identity, policy.Source, null, null, [])
        where KeepsTasks(With([edit]))
        select edit;

    /// <summary>True if every action that the statement allows is catalogued, so that what is lost with it can be told.</summary>
    private static bool IsCatalogued(Statement statement) => statement is { IsUnreadable: false, IsNotAction: false }
        && statement.Actions.All(CatalogActions.HasAllOf);

    /// <summary>Deny statements in the principal's own inline policy: of what nobody permits, and of what is permitted on other resources only.</summary>
    private IEnumerable<PolicyEdit> Denials(ImmutableArray<string> denied)
    {
        var statements = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<string> everywhere = [.. denied.Where(action => Permitted(action) is null)];
        if (!everywhere.IsEmpty)
            statements.Add(StatementJson.Make(Effect.Deny, everywhere, ["*"]));
        foreach (var (action, resources) in denied.Select(action => (action, Permitted(action))).Where(pair => pair.Item2 is not null))
            statements.Add(StatementJson.DenyElsewhere(action, resources!.Value));
        var name = assessed.Principal.Kind == PrincipalKind.IdentityCenterRole ? EditFinder.IdentityCenterPolicy : "Deny-" + finding.Id;
        var source = new PolicySource($"{assessed.Principal.Arn} {name}", name);
        var exists = simulator.AllPolicies.Identity.Any(policy => policy.Source.Id == source.Id);
        yield return new PolicyEdit(exists ? EditKind.AddStatement : EditKind.AddPolicy, PolicyLayer.Identity, source, null, null, statements.ToImmutable());
    }

    /// <summary>The resources on which the profile permits an action that is held on more; null if it does not permit it at all.</summary>
    private ImmutableArray<string>? Permitted(string action)
    {
        if (!assessed.Expectation.Permitted.Permits(action) || ServiceCatalog.Default.FindAction(action) is not { } row)
            return null;
        var listed = row.AuthorizedTypes.Select(type => assessed.Expectation.RestrictionOf(action, type)).Where(resources => resources is not null).SelectMany(resources => resources!.Value).ToImmutableArray();
        return listed.IsEmpty ? null : [.. listed, .. row.AuthorizedTypes.Where(type => assessed.Expectation.RestrictionOf(action, type) is null).Select(type => $"arn:{facts.Partition}:billingconductor::*:{type}/*")];
    }

    private Remedy? Proven(List<PolicyEdit> edits)
    {
        var changed = With(edits);
        var changes = ChangedPolicies.Of(assessed.Principal, simulator.AllPolicies, edits);
        if (edits.Count == 0 || actions.Any(action => MayBeHeld(changed, action)) || !KeepsTasks(changed) || changes.Any(change => change.Excess is not null))
            return null;
        // To take something away must not open anything.
        if (!AccessDifference.Of(simulator, changed, [], []).IsEmpty)
            return null;
        ImmutableHashSet<AllowedRequest> asked = [.. actions.SelectMany(action => simulator.ResourcesOf(action).Select(resource => new AllowedRequest(action, resource)))];
        var shown = asked.Where(request => DecisionOn(simulator, request) is Decision.Allowed or Decision.Conditional && DecisionOn(changed, request) is Decision.ImplicitDeny or Decision.ExplicitDeny)
            .OrderBy(request => request.Action, StringComparer.Ordinal).ThenBy(request => request.Resource, StringComparer.Ordinal).FirstOrDefault();
        return shown.Action is null ? null : new Remedy
        {
            Edits = [.. edits],
            Changes = changes,
            Before = DecisionOn(simulator, shown),
            After = DecisionOn(changed, shown),
            AlsoAllows = [],
            AlsoDenies = AccessDifference.Of(changed, simulator, asked, []),
            AlsoFrees = [],
            StillBlockedBy = [],
        };
    }

    private static Decision DecisionOn(PrincipalSimulator with, AllowedRequest request) => with.Decide(request.Action, request.Resource);

    /// <summary>True if the action is held where the profile does not permit it, or nobody can tell.</summary>
    private bool MayBeHeld(PrincipalSimulator with, string action)
    {
        if (Permitted(action) is null)
            return with.Verdict(action).Verdict != Verdict.None;
        return ServiceCatalog.Default.FindAction(action)!.AuthorizedTypes.Where(type => assessed.Expectation.RestrictionOf(action, type) is not null)
            .Any(type => with.VerdictOn(action, [simulator.Resources.Probe(type)]).Verdict != Verdict.None);
    }

    private bool KeepsTasks(PrincipalSimulator with) => assessed.Tasks.Where(task => task.IsAssigned).SelectMany(task => task.Needs.Concat(task.Companions))
        .All(need => with.VerdictOn(need.FullName, need.Resources, need.FixedKeys).Verdict >= simulator.VerdictOn(need.FullName, need.Resources, need.FixedKeys).Verdict);

    private PrincipalSimulator With(IReadOnlyCollection<PolicyEdit> edits) => simulator.With(PolicyEditor.Apply(simulator.AllPolicies, edits));
}
