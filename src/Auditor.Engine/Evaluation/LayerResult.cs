using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Engine.Evaluation;

/// <summary>What one layer, or one level of an organization layer, says to a request.</summary>
internal sealed class LayerResult(PolicyLayer layer, string? targetId)
{
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

    public List<MatchedStatement> Matches { get; } = [];

    /// <summary>The statements that may match, with the keys whose values are not known, in document order.</summary>
    public List<(Effect Effect, IReadOnlyList<string> Keys)> Undecided { get; } = [];

    /// <summary>True if an Allow of this layer can also open others that are not open yet: a resource's own policy.</summary>
    public bool OpensOthers { get; set; }

    /// <summary>The unknown keys that the layer's answer depends on. Where something certainly allows, another Allow decides nothing.</summary>
    public IEnumerable<string> UnknownKeys =>
        Undecided.Where(open => open.Effect == Effect.Deny || OpensOthers || !IsGranted).SelectMany(open => open.Keys);

    /// <summary>Denials aside, the layer certainly lets the request through.</summary>
    public bool IsGranted => Granted == Truth.Yes;

    /// <summary>Whether the layer lets the request through.</summary>
    public Truth Passes => Granted.And(Denies.Not());

    private Truth Granted => Allows.Or(GrantedElsewhere);

    public IEnumerable<Blocker> Blockers()
    {
        foreach (var match in Matches.Where(match => match.Statement.Effect == Effect.Deny))
            yield return new Blocker(layer, IsExplicit: true, match.Match, match.Policy, match.Statement, targetId);
        if (Unreadable is var (policy, statement))
            yield return new Blocker(layer, IsExplicit: true, Truth.Unknown, policy, statement, targetId);
        if (Granted != Truth.Yes)
            yield return new Blocker(layer, IsExplicit: false, Granted.Not(), OnlyPolicy, null, targetId);
    }

    public static ImmutableArray<Blocker> AllBlockers(IEnumerable<LayerResult> layers) =>
        [.. layers.OrderBy(result => result.Layer).SelectMany(result => result.Blockers())];
}
