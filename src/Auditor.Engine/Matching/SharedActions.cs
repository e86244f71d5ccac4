using Auditor.Engine.Json;

namespace Auditor.Engine.Matching;

/// <summary>Action patterns compiled of late: the same few thousand stand in every account's policies.</summary>
internal static class SharedActions
{
    private static readonly Recent<ActionPattern> Patterns = new(ActionPattern.Parse, pattern => pattern.Text);

    /// <summary>The pattern that the text at which the scanner stands is.</summary>
    /// <exception cref="InvalidOperationException">It is half of a surrogate pair, or not valid UTF-8.</exception>
    public static ActionPattern Get(scoped in JsonScanner scanner) =>
        (scanner.ValueIsEscaped ? null : Patterns.Get(scanner.ValueSpan)) ?? ActionPattern.Parse(scanner.GetString());
}
