using System.Collections.Immutable;

namespace Auditor.Engine.Matching;

/// <summary>Splits policy text into literal text, wildcards and variables.</summary>
internal static class PatternTextParser
{
    public static ImmutableArray<PatternPart> Split(string text, bool variables, bool wildcards)
    {
        var parts = ImmutableArray.CreateBuilder<PatternPart>();
        var literalStart = 0;
        var at = 0;
        while (at < text.Length)
        {
            var length = 1;
            PatternPart? special = null;
            if (variables && text[at] == '$' && at + 1 < text.Length && text[at + 1] == '{')
                special = ReadVariable(text, at, out length);
            else if (wildcards && (text[at] is '*' or '?'))
                special = PatternPart.Wildcard(text[at] == '*' ? Glob.AnyRun : Glob.AnyOne);

            if (special is { } part)
            {
                AddLiteral(parts, text, literalStart, at);
                parts.Add(part);
                literalStart = at + length;
            }

            at += length;
        }

        AddLiteral(parts, text, literalStart, text.Length);
        return parts.ToImmutable();
    }

    private static void AddLiteral(ImmutableArray<PatternPart>.Builder parts, string text, int from, int to)
    {
        if (to > from)
            parts.Add(PatternPart.Literal(text[from..to]));
    }

    /// <summary>Reads <c>${key}</c>, <c>${key, 'default'}</c> and the escapes; null leaves the text as it stands.</summary>
    private static PatternPart? ReadVariable(string text, int start, out int length)
    {
        length = 1;
        var end = text.IndexOf('}', start + 2);
        if (end < 0)
            return null;
        var body = text[(start + 2)..end];
        var total = end - start + 1;
        PatternPart? part = body switch
        {
            "" => null,
            "*" or "?" or "$" => PatternPart.Literal(body),
            _ => ReadKeyAndDefault(body),
        };
        if (part is not null)
            length = total;
        return part;
    }

    private static PatternPart? ReadKeyAndDefault(string body)
    {
        var comma = body.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
            return PatternPart.ForVariable(body.Trim(), null);
        var key = body[..comma].Trim();
        var quoted = body[(comma + 1)..].Trim();
        if (key.Length == 0 || quoted.Length < 2 || quoted[0] != '\'' || quoted[^1] != '\'')
            return null;
        return PatternPart.ForVariable(key, quoted[1..^1]);
    }
}
