namespace Auditor.Engine.Matching;

/// <summary>One entry of Action or NotAction. Case does not matter; <c>*</c> and <c>?</c> stand anywhere.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html"/>.</remarks>
public sealed class ActionPattern
{
    // How much of the text names the one service that the pattern can match; negative if it may match several.
    private readonly int serviceLength;

    // Built on first use, because of most patterns the service is enough; two threads may both build them, and either result serves.
    private string? folded;
    private Glob? glob;

    private ActionPattern(string text)
    {
        Text = text;
        MatchesEverything = text is "*" or "*:*";
        HasWildcard = text.AsSpan().ContainsAny('*', '?');
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var service = colon < 0 ? text.Length : colon;
        serviceLength = text.AsSpan(0, service).ContainsAny('*', '?') ? -1 : service;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>True for <c>*</c> and <c>*:*</c>.</summary>
    public bool MatchesEverything { get; }

    /// <summary>True if the pattern has a wildcard.</summary>
    public bool HasWildcard { get; }

    /// <summary>The text before the first colon, lower case; the whole text if there is none.</summary>
    public string Prefix => AsciiCase.Fold(WrittenPrefix.ToString());

    /// <summary>The text before the first colon as written; the whole text if there is none.</summary>
    public ReadOnlySpan<char> WrittenPrefix
    {
        get
        {
            var colon = Text.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? Text : Text.AsSpan(0, colon);
        }
    }

    private string Folded => folded ??= AsciiCase.Fold(Text);

    /// <summary>Compiles a pattern. Every text is one; an action that does not exist is simply never matched.</summary>
    public static ActionPattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ActionPattern(text);
    }

    /// <summary>True if the pattern covers the action.</summary>
    /// <param name="action">The action in lower case.</param>
    public bool Matches(string action) =>
        HasWildcard ? (glob ??= Glob.Parse(Folded)).Matches(action) : string.Equals(Folded, action, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>False if a wildcard stands before the colon, or in a pattern without one.</summary>
    internal bool NamesOneService => serviceLength >= 0;

    /// <summary>False if the pattern names another service, and so can match no action of this one.</summary>
    /// <param name="service">The text before an action's first colon, in lower case.</param>
    internal bool MayMatchService(ReadOnlySpan<char> service) =>
        serviceLength < 0 || AsciiCase.FoldsTo(Text.AsSpan(0, serviceLength), service);
}
