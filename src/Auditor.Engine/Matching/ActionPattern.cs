namespace Auditor.Engine.Matching;

/// <summary>One entry of Action or NotAction. Case does not matter; <c>*</c> and <c>?</c> stand anywhere.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html"/>.</remarks>
public sealed class ActionPattern
{
    private readonly string folded;
    private readonly Glob? glob;

    private ActionPattern(string text)
    {
        Text = text;
        folded = AsciiCase.Fold(text);
        glob = folded.AsSpan().ContainsAny('*', '?') ? Glob.Parse(folded) : null;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>True for <c>*</c> and <c>*:*</c>.</summary>
    public bool MatchesEverything => folded is "*" or "*:*";

    /// <summary>True if the pattern has a wildcard.</summary>
    public bool HasWildcard => glob is not null;

    /// <summary>The text before the first colon, lower case; the whole text if there is none.</summary>
    public string Prefix
    {
        get
        {
            var colon = folded.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? folded : folded[..colon];
        }
    }

    /// <summary>Compiles a pattern. Every text is one; an action that does not exist is simply never matched.</summary>
    public static ActionPattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ActionPattern(text);
    }

    /// <summary>True if the pattern covers the action.</summary>
    /// <param name="action">The action in lower case.</param>
    public bool Matches(string action) =>
        glob is null ? string.Equals(folded, action, StringComparison.Ordinal) : glob.Matches(action);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
