using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>Edits that let a principal make a request, each of them needed; what they would bring about is worked out when it is asked for.</summary>
/// <param name="simulator">The principal as it is.</param>
/// <param name="request">The request.</param>
/// <param name="asked">The resources that it is about.</param>
/// <param name="edits">The edits.</param>
/// <param name="hasChoice">True if a longer text would have kept more denied, or a shorter one freed more.</param>
internal sealed class RemedyCandidate(
    PrincipalSimulator simulator, RemedyRequest request, ImmutableArray<string> asked, IReadOnlyList<PolicyEdit> edits, bool hasChoice)
{
    private PrincipalSimulator? changed;
    private ImmutableArray<PolicyChange>? changes;
    private ImmutableArray<AllowedRequest>? alsoAllows;
    private ImmutableArray<string>? alsoAllowsUncatalogued;

    /// <summary>The edits, none of which can be left out.</summary>
    public IReadOnlyList<PolicyEdit> Edits => edits;

    /// <summary>True if a longer text would have kept more denied, or a shorter one freed more.</summary>
    public bool HasChoice => hasChoice;

    /// <summary>What becomes of each policy.</summary>
    public ImmutableArray<PolicyChange> Changes => changes ??= ChangedPolicies.Of(request.Principal, simulator.AllPolicies, edits);

    /// <summary>What the principal could do besides.</summary>
    public ImmutableArray<AllowedRequest> AlsoAllows => alsoAllows ??= AccessDifference.Of(simulator, Changed, request.Action, asked);

    /// <summary>What it could do besides with services that the catalogue does not have.</summary>
    public ImmutableArray<string> AlsoAllowsUncatalogued => alsoAllowsUncatalogued ??= UncataloguedActions.NewlyAllowed(simulator, Changed, [request.Action]);

    /// <summary>How much it frees besides.</summary>
    public int Besides => AlsoAllows.Length + AlsoAllowsUncatalogued.Length;

    /// <summary>Why AWS would refuse one of the policies, or null.</summary>
    public string? Excess => Changes.Select(change => change.Excess).FirstOrDefault(excess => excess is not null);

    private PrincipalSimulator Changed => changed ??= simulator.With(PolicyEditor.Apply(simulator.AllPolicies, edits));

    /// <summary>The remedy with its proof.</summary>
    public Remedy Proven(Decision before)
    {
        var after = RemedyFinder.WorstOf(Changed, request.Action, asked);
        return new Remedy
        {
            Edits = [.. edits],
            Changes = Changes,
            Before = before,
            After = after.Decision,
            AlsoAllows = AlsoAllows,
            AlsoAllowsUncatalogued = AlsoAllowsUncatalogued,
            AlsoFrees = edits.Any(edit => edit.Policy.Id != $"{request.Principal.Arn} {edit.Policy.Name}") ? request.OthersOfThePattern() : [],
            StillBlockedBy = after.Blockers,
        };
    }
}
