using System.Collections.Immutable;
using Auditor.Engine;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>Finds the smallest change that lets a principal make a request, and proves it by evaluating everything again.</summary>
internal sealed class RemedyFinder(PrincipalSimulator simulator, RemedyRequest request)
{
    private const int MostRounds = 4;
    private readonly ImmutableArray<string> asked = request.Resource is { } one ? [one] : simulator.ResourcesOf(request.Action);

    /// <summary>The remedy for a request that is denied, or why there is none.</summary>
    public RemedyResult Find(bool? isInPayer)
    {
        var before = WorstOf(simulator);
        if (Obstacle(before, isInPayer) is { } obstacle)
            return new RemedyResult(null, obstacle);
        var lean = Fitting(before, keepsRest: false);
        if (lean is null)
            return new RemedyResult(null, WhyNone(before));
        if (lean.AlsoAllows.IsEmpty && Excess(lean) is null)
            return new RemedyResult(lean, null);
        // A longer text is worth it only if it frees less.
        var careful = Fitting(before, keepsRest: true);
        var best = careful is not null && Excess(careful) is null && careful.AlsoAllows.Length < lean.AlsoAllows.Length ? careful : lean;
        return Excess(best) is { } excess ? new RemedyResult(null, excess) : new RemedyResult(best, null);
    }

    /// <summary>A remedy that puts what is too long for one policy into another, where there may be another.</summary>
    private Remedy? Fitting(EvaluationResult before, bool keepsRest)
    {
        var full = ImmutableHashSet<string>.Empty;
        var remedy = Solve(before, keepsRest, full);
        for (var round = 0; round < MostRounds && remedy?.Changes.Where(change => change.Excess is not null).Select(change => change.Id).ToArray() is { Length: > 0 } tooLong; round++)
        {
            full = full.Union(tooLong);
            remedy = Solve(before, keepsRest, full);
        }

        return remedy;
    }

    private static string? Excess(Remedy remedy) => remedy.Changes.Select(change => change.Excess).FirstOrDefault(excess => excess is not null);

    private string? Obstacle(EvaluationResult before, bool? isInPayer)
    {
        if (isInPayer == false && request.Action.StartsWith(ServiceCatalog.BillingConductor + ":", StringComparison.OrdinalIgnoreCase))
            return "Billing Conductor answers only in the payer: use a role of the payer; no change in this account helps";
        if (request.Principal.Kind == PrincipalKind.ServiceLinkedRole)
            return "the role belongs to an AWS service, which alone decides what it may do";
        return before.Decision switch
        {
            Decision.Allowed => "it is allowed: nothing has to be changed",
            Decision.Conditional => "no policy has to be changed: it depends on the call itself",
            Decision.Unknown => "something that has a say could not be read; what it says must be known first",
            _ => null,
        };
    }

    private static string WhyNone(EvaluationResult before) => before.Blockers.Any(blocker => blocker.Statement is { IsUnreadable: true })
        ? "even without what certainly stands in the way nobody could tell: something that has a say could not be read"
        : "what stands in the way can only be changed by its owner: "
            + string.Join("; ", before.Blockers.Where(blocker => blocker.Certainty == Truth.Yes).Select(Describe).Distinct(StringComparer.Ordinal));

    private Remedy? Solve(EvaluationResult before, bool keepsRest, ImmutableHashSet<string> full)
    {
        var edits = new List<PolicyEdit>();
        var after = before;
        for (var round = 0; round < MostRounds && IsDenied(after); round++)
        {
            var policies = PolicyEditor.Apply(simulator.AllPolicies, edits);
            var found = new EditFinder(request, policies, keepsRest, full);
            var changed = simulator.With(policies);
            var blockers = asked.SelectMany(resource => changed.Evaluate(request.Action, resource).Blockers).Where(blocker => blocker.Certainty == Truth.Yes);
            edits.AddRange(blockers.Select(found.Find).OfType<PolicyEdit>().DistinctBy(edit => edit.Key).Where(edit => edits.All(known => known.Key != edit.Key)).ToArray());
            after = WorstOf(With(edits));
        }

        return IsDenied(after) ? null : Proven(before, Needed(edits));
    }

    /// <summary>The edits without those that are not needed.</summary>
    private List<PolicyEdit> Needed(List<PolicyEdit> edits)
    {
        for (var at = edits.Count - 1; at >= 0; at--)
        {
            var others = edits.Where((_, index) => index != at).ToList();
            if (!IsDenied(WorstOf(With(others))))
                edits = others;
        }

        return edits;
    }

    private Remedy Proven(EvaluationResult before, List<PolicyEdit> edits)
    {
        var changed = With(edits);
        var after = WorstOf(changed);
        return new Remedy
        {
            Edits = [.. edits],
            Changes = ChangedPolicies.Of(request.Principal, simulator.AllPolicies, edits),
            Before = before.Decision,
            After = after.Decision,
            AlsoAllows = AccessDifference.Of(simulator, changed, request.Action, asked),
            AlsoFrees = edits.Any(edit => edit.Policy.Id != $"{request.Principal.Arn} {edit.Policy.Name}") ? request.OthersOfThePattern() : [],
            StillBlockedBy = after.Blockers,
        };
    }

    private PrincipalSimulator With(IEnumerable<PolicyEdit> edits) => simulator.With(PolicyEditor.Apply(simulator.AllPolicies, edits));

    /// <summary>The result on the resource that is worst off.</summary>
    private EvaluationResult WorstOf(PrincipalSimulator with) =>
        asked.Select(resource => with.Evaluate(request.Action, resource)).MinBy(result => result.Decision switch
        {
            Decision.ExplicitDeny => 0,
            Decision.ImplicitDeny => 1,
            Decision.Unknown => 2,
            Decision.Conditional => 3,
            _ => 4,
        })!;

    private static bool IsDenied(EvaluationResult result) => result.Decision is Decision.ImplicitDeny or Decision.ExplicitDeny or Decision.Unknown;

    private static string Describe(Blocker blocker) => PolicyLayerNames.Of(blocker.Layer) + (blocker.Policy is { } policy ? " " + policy.Name : "");
}
