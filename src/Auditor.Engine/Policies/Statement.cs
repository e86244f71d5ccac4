using System.Collections.Immutable;
using System.Text;
using Auditor.Engine.Conditions;
using Auditor.Engine.Matching;

namespace Auditor.Engine.Policies;

/// <summary>One statement of a policy document, compiled. Immutable.</summary>
public sealed class Statement
{
    // Built on first use; two threads may both build it, and either result serves.
    private ActionPatternSet? patterns;
    private CoveredActions? covered;
    private string? text;
    private bool isPacked;

    /// <summary>Position of the statement in its document, from 1; 0 for one that stands for a whole unreadable document.</summary>
    public required int Index { get; init; }

    /// <summary>The statement's Sid as written, or null.</summary>
    public string? Sid { get; init; }

    /// <summary>Where the statement starts and ends, in the document's own text.</summary>
    public TextPosition Start { get; init; }

    /// <summary>Where the statement's last character stands.</summary>
    public TextPosition End { get; init; }

    /// <summary>The statement's JSON as written.</summary>
    public string Text => text ??= ReadText();

    /// <summary>The same, and nothing is kept: for who looks at all statements once.</summary>
    internal string ReadText() => text ?? (isPacked ? PackedText.Unpack(Source.Span) : Encoding.UTF8.GetString(Source.Span));

    /// <summary>The statement's JSON in the document's bytes; most statements are never shown.</summary>
    internal ReadOnlyMemory<byte> Source { get; set; }

    /// <summary>Lets go of the document's bytes. Not while another thread looks at the statement.</summary>
    internal void Pack()
    {
        if (isPacked)
            return;
        Source = PackedText.Pack(Source.Span);
        isPacked = true;
    }

    /// <summary>True when the statement has an error: it may allow and may deny anything, and nothing else of it counts.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>True if it stands for a whole document that could not be read: then it has no place either.</summary>
    public bool IsOfWholeDocument => Index == 0;

    /// <summary>Allow or Deny.</summary>
    public Effect Effect { get; init; }

    /// <summary>The patterns of Action or NotAction.</summary>
    public ImmutableArray<ActionPattern> Actions { get; init; } = [];

    /// <summary>True for NotAction: the statement covers every action that no pattern matches.</summary>
    public bool IsNotAction { get; init; }

    /// <summary>True if the statement has Resource or NotResource; without either, as in a trust policy, it covers every resource.</summary>
    public bool HasResource { get; init; }

    /// <summary>The patterns of Resource or NotResource. An empty list covers nothing.</summary>
    public ImmutableArray<ResourcePattern> Resources { get; init; } = [];

    /// <summary>True for NotResource.</summary>
    public bool IsNotResource { get; init; }

    /// <summary>The Principal or NotPrincipal element; null where the policy type has none.</summary>
    public PrincipalElement? Principal { get; init; }

    /// <summary>The condition's clauses; all must hold. Empty means no restriction.</summary>
    public ImmutableArray<ConditionClause> Conditions { get; init; } = [];

    /// <summary>How reports name the statement: its Sid, else <c>#</c> and its position.</summary>
    public string Label => string.IsNullOrEmpty(Sid) ? $"#{Index}" : Sid;

    /// <summary>True if Action matches, or NotAction does not.</summary>
    /// <param name="action">The action, lower case.</param>
    public bool CoversAction(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return CoversAction(action, ActionPatternSet.ServiceLength(action));
    }

    /// <summary>The same for who asks many statements.</summary>
    internal bool CoversAction(string action, int serviceLength)
    {
        patterns ??= new ActionPatternSet(Actions);
        return patterns.Matches(action, serviceLength) != IsNotAction;
    }

    /// <summary>The actions of a set that Action matches, or NotAction does not. The last set that was asked for is remembered.</summary>
    public ulong CoveredOf(ActionSet actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        if (covered is { } known && known.Actions == actions)
            return known.Mask;
        var mask = actions.CoveredBy(this);
        covered = new CoveredActions(actions, mask);
        return mask;
    }

    private sealed record CoveredActions(ActionSet Actions, ulong Mask);
}
