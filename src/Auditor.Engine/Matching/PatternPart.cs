namespace Auditor.Engine.Matching;

/// <summary>A stretch of literal text, one wildcard, or one variable with its default.</summary>
internal readonly record struct PatternPart(string? Text, int WildcardToken, string? Variable, string? Default)
{
    public static PatternPart Literal(string text) => new(text, 0, null, null);

    public static PatternPart Wildcard(int token) => new(null, token, null, null);

    public static PatternPart ForVariable(string key, string? otherwise) => new(null, 0, key, otherwise);
}
