namespace Auditor.Engine.Matching;

/// <summary>A stretch of literal text, one wildcard, or one variable with its default.</summary>
/// <param name="Text">The literal text, or null.</param>
/// <param name="WildcardToken">The wildcard, or 0.</param>
/// <param name="Variable">The variable's context key; empty for a variable that is written wrongly and so never has a value; else null.</param>
/// <param name="Default">The variable's default, or null.</param>
internal readonly record struct PatternPart(string? Text, int WildcardToken, string? Variable, string? Default)
{
    public static PatternPart Unresolvable => new(null, 0, "", null);

    public static PatternPart Literal(string text) => new(text, 0, null, null);

    public static PatternPart Wildcard(int token) => new(null, token, null, null);

    public static PatternPart ForVariable(string key, string? otherwise) => new(null, 0, key, otherwise);
}
