using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;

namespace Auditor.Engine.Evaluation;

/// <summary>What one layer, or one level of an organization layer, says to a request.</summary>
internal sealed class LayerResult(PolicyLayer layer, string? targetId)
{
    // Most layers have nothing to say to a request.
    private List<MatchedStatement>? matches;
    private List<(Effect Effect, IReadOnlyList<string> Keys)>? undecided;

    public PolicyLayer Layer => layer;

    public string? TargetId => targetId;

    /// <summary>At least one Allow matches.</summary>
    public Truth Allows { get; set; }

    /// <summary>At least one Deny matches.</summary>
    public Truth Denies { get; set; }

    /// <summary>The first unreadable statement of the layer, with its policy: it may allow and may deny.</summary>
    public (PolicySource Policy, Statement Statement)? Unreadable { get; set; }

    /// <summary>The layer's only policy, or null.</summary>
    public PolicySource? OnlyPolicy { get; set; }

    /// <summary>How far something outside the layer makes its silence harmless: a grant by the resource's own policy.</summary>
    public Truth GrantedElsewhere { get; set; }

    /// <summary>The statements that match or may match, in document order.</summary>
    public ReadOnlySpan<MatchedStatement> Matches => CollectionsMarshal.AsSpan(matches);

    /// <summary>True if an Allow of this layer can also open others that are not open yet: a resource's own policy.</summary>
    public bool OpensOthers { get; set; }

    /// <summary>Denials aside, the layer certainly lets the request through.</summary>
    public bool IsGranted => Granted == Truth.Yes;

    /// <summary>Whether the layer lets the request through.</summary>
    public Truth Passes => Granted.And(Denies.Not());

    private Truth Granted => Allows.Or(GrantedElsewhere);

    /// <summary>Everything that stands in the way, layer by layer; of a layer explicit denials first.</summary>
    /// <param name="layers">In the order of <see cref="PolicyLayer"/>.</param>
    public static ImmutableArray<Blocker> AllBlockers(LayerResult[] layers)
    {
        var blockers = ImmutableArray.CreateBuilder<Blocker>();
        foreach (var layer in layers)
            layer.AddBlockersTo(blockers);
        return blockers.ToImmutable();
    }

    /// <summary>The statements of all layers that match or may match.</summary>
    public static ImmutableArray<MatchedStatement> AllMatches(LayerResult[] layers)
    {
        var all = ImmutableArray.CreateBuilder<MatchedStatement>();
        foreach (var layer in layers)
            all.AddRange(layer.Matches);
        return all.ToImmutable();
    }

    /// <summary>Keeps a statement that matches or may match, for <see cref="Matches"/>.</summary>
    public void Keep(MatchedStatement match) => (matches ??= []).Add(match);

    /// <summary>Takes a statement in that matches or may match.</summary>
    /// <param name="effect">The statement's effect.</param>
    /// <param name="match">Whether it matches.</param>
    /// <param name="unknownKeys">The keys whose values are not known, if it only may match.</param>
    public void Add(Effect effect, Truth match, IReadOnlyList<string> unknownKeys)
    {
        if (match == Truth.Unknown)
            (undecided ??= []).Add((effect, unknownKeys));
        if (effect == Effect.Allow)
            Allows = Allows.Or(match);
        else
            Denies = Denies.Or(match);
    }

    /// <summary>Notes the unknown keys that the layer's answer depends on. Where something certainly allows, another Allow decides nothing.</summary>
    public void NoteUnknownKeys(KeyCollector keys)
    {
        foreach (var open in CollectionsMarshal.AsSpan(undecided))
        {
            if (open.Effect == Effect.Deny || OpensOthers || !IsGranted)
                keys.AddUnknown(open.Keys);
        }
    }

    private void AddBlockersTo(ImmutableArray<Blocker>.Builder blockers)
    {
        foreach (var match in Matches)
        {
            if (match.Statement.Effect == Effect.Deny)
                blockers.Add(new Blocker(layer, IsExplicit: true, match.Match, match.Policy, match.Statement, targetId));
        }

        if (Unreadable is var (policy, statement))
            blockers.Add(new Blocker(layer, IsExplicit: true, Truth.Unknown, policy, statement, targetId));
        if (Granted != Truth.Yes)
            blockers.Add(new Blocker(layer, IsExplicit: false, Granted.Not(), OnlyPolicy, null, targetId));
    }
}
