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
    /// <summary>What to do where the payer is unknown, as the second half of a sentence.</summary>
    internal const string PayerUnknown = "nobody knows which account that is: add organization.json to the snapshot, or name it with --management-account";

    private const int MostRounds = 4;
    private readonly ImmutableArray<string> asked = request.Resource is { } one ? [one] : simulator.ResourcesOf(request.Action);

    /// <summary>The remedy for a request that is denied, or why there is none.</summary>
    public RemedyResult Find(bool? isInPayer)
    {
        var before = WorstOf(simulator, request.Action, asked);
        var (found, obstacle) = Choose(before.Decision, isInPayer, before.UnknownKeys);
        return found is null ? new RemedyResult(null, obstacle ?? WhyNone(before)) : new RemedyResult(found.Proven(before.Decision), null);
    }

    /// <summary>The edits of the remedy that <see cref="Find"/> gives, or null: for those who prove it themselves, with others.</summary>
    public IReadOnlyList<PolicyEdit>? FindEdits(bool? isInPayer) => Choose(DecisionWith(simulator), isInPayer, []).Found?.Edits;

    /// <summary>The result on the resource that is worst off.</summary>
    internal static EvaluationResult WorstOf(PrincipalSimulator with, string action, ImmutableArray<string> asked) =>
        asked.Select(resource => with.Evaluate(action, resource)).MinBy(result => Rank(result.Decision))!;

    /// <summary>What is best to do, or what speaks against all there is; neither if nothing helps.</summary>
    private (RemedyCandidate? Found, string? Obstacle) Choose(Decision before, bool? isInPayer, ImmutableArray<string> keys)
    {
        if (Obstacle(before, isInPayer, keys) is { } obstacle)
            return (null, obstacle);
        var lean = Fitting(before, keepsRest: false);
        if (lean is null)
            return (null, null);
        var best = lean;
        if (lean.HasChoice && (lean.Excess is not null || lean.Besides > 0))
        {
            // A longer text is worth it only if it frees less.
            var careful = Fitting(before, keepsRest: true);
            best = careful is { Excess: null } && careful.Besides < lean.Besides ? careful : lean;
        }

        return best.Excess is { } excess ? (null, excess) : (best, null);
    }

    /// <summary>A remedy that puts what is too long for one policy into another, where there may be another.</summary>
    private RemedyCandidate? Fitting(Decision before, bool keepsRest)
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

    private string? Obstacle(Decision before, bool? isInPayer, ImmutableArray<string> keys)
    {
        if (isInPayer == false && request.Action.StartsWith(ServiceCatalog.BillingConductor + ":", StringComparison.OrdinalIgnoreCase))
            return "Billing Conductor answers only in the payer: use a role of the payer; no change in this account helps";
        if (request.Principal.Kind == PrincipalKind.ServiceLinkedRole)
            return "the role belongs to an AWS service, which alone decides what it may do";
        return before switch
        {
            Decision.Allowed => "it is allowed: nothing has to be changed",
            Decision.Conditional => OnWhat(keys),
            Decision.Unknown => "something that has a say could not be read; what it says must be known first",
            _ => null,
        };
    }

    /// <summary>What it depends on: the call, or what the snapshot does not tell of the organization.</summary>
    private static string OnWhat(ImmutableArray<string> keys)
    {
        if (keys.FirstOrDefault(ContextKeys.IsProviso) is not { } fact)
            return "no policy has to be changed: it depends on the call itself";
        var call = keys.All(ContextKeys.IsProviso) ? "" : "the call itself, and on ";
        return $"no policy is known to stand in the way: it depends on {call}" + (fact == ContextKeys.AccountIsThePayer
            ? $"whether its account is the payer, and {PayerUnknown}"
            : "the service control policies, of which the snapshot has none: add organization.json to it");
    }

    private static string WhyNone(EvaluationResult before) => before.Blockers.Any(blocker => blocker.Statement is { IsUnreadable: true })
        ? "even without what certainly stands in the way nobody could tell: something that has a say could not be read"
        : "what stands in the way can only be changed by its owner: "
            + string.Join("; ", before.Blockers.Where(blocker => blocker.Certainty == Truth.Yes).Select(Describe).Distinct(StringComparer.Ordinal));

    private RemedyCandidate? Solve(Decision before, bool keepsRest, ImmutableHashSet<string> full)
    {
        var edits = new List<PolicyEdit>();
        var hasChoice = false;
        var after = before;
        for (var round = 0; round < MostRounds && IsDenied(after); round++)
        {
            var changed = With(edits);
            var found = new EditFinder(request, changed.AllPolicies, keepsRest, full);
            var blockers = asked.SelectMany(resource => changed.Evaluate(request.Action, resource).Blockers).Where(blocker => blocker.Certainty == Truth.Yes);
            edits.AddRange(blockers.Select(found.Find).OfType<PolicyEdit>().DistinctBy(edit => edit.Key).Where(edit => edits.All(known => known.Key != edit.Key)).ToArray());
            hasChoice |= found.HasChoice;
            after = DecisionWith(With(edits));
        }

        return IsDenied(after) ? null : new RemedyCandidate(simulator, request, asked, Needed(edits), hasChoice);
    }

    /// <summary>The edits without those that are not needed.</summary>
    private List<PolicyEdit> Needed(List<PolicyEdit> edits)
    {
        for (var at = edits.Count - 1; at >= 0 && edits.Count > 1; at--)
        {
            var others = edits.Where((_, index) => index != at).ToList();
            if (!IsDenied(DecisionWith(With(others))))
                edits = others;
        }

        return edits;
    }

    private PrincipalSimulator With(IReadOnlyCollection<PolicyEdit> edits) => simulator.With(PolicyEditor.Apply(simulator.AllPolicies, edits));

    /// <summary>The decision on the resource that is worst off.</summary>
    private Decision DecisionWith(PrincipalSimulator with) => asked.Select(resource => with.Decide(request.Action, resource)).MinBy(Rank);

    /// <summary>Where a decision stands among the others, the worst first.</summary>
    internal static int Rank(Decision decision) => decision switch
    {
        Decision.ExplicitDeny => 0,
        Decision.ImplicitDeny => 1,
        Decision.Unknown => 2,
        Decision.Conditional => 3,
        _ => 4,
    };

    private static bool IsDenied(Decision decision) => decision is Decision.ImplicitDeny or Decision.ExplicitDeny or Decision.Unknown;

    private static string Describe(Blocker blocker) => PolicyLayerNames.Of(blocker.Layer) + (blocker.Policy is { } policy ? " " + policy.Name : "");
}
