using System.Collections.Immutable;

namespace Auditor.Engine.Matching;

/// <summary>Splits policy text into literal text, wildcards and variables.</summary>
internal static class PatternTextParser
{
    public static ImmutableArray<PatternPart> Split(string text, bool variables, bool wildcards)
    {
        var parts = ImmutableArray.CreateBuilder<PatternPart>();
        // Without it, many openings that nothing closes would each be searched to the end.
        var lastEnd = variables ? text.LastIndexOf('}') : -1;
        var literalStart = 0;
        var at = 0;
        while (at < text.Length)
        {
            var length = 1;
            PatternPart? special = null;
            if (at < lastEnd && text[at] == '$' && text[at + 1] == '{')
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

    /// <summary>Reads <c>${key}</c>, <c>${key, 'default'}</c> and the escapes, of which the end is there.</summary>
    private static PatternPart ReadVariable(string text, int start, out int length)
    {
        var end = text.IndexOf('}', start + 2);
        length = end - start + 1;
        var body = text[(start + 2)..end];
        return body is "*" or "?" or "$" ? PatternPart.Literal(body) : ReadKeyAndDefault(body);
    }

    /// <summary>Only <c>, '…'</c> with one space gives a default; a key has no spaces.</summary>
    private static PatternPart ReadKeyAndDefault(string body)
    {
        var comma = body.IndexOf(',', StringComparison.Ordinal);
        var key = (comma < 0 ? body : body[..comma]).Trim();
        if (key.Length == 0 || key.Contains(' ', StringComparison.Ordinal))
            return PatternPart.Unresolvable;
        if (comma < 0)
            return PatternPart.ForVariable(key, null);
        var rest = body[(comma + 1)..];
        return rest.Length >= 3 && rest.StartsWith(" '", StringComparison.Ordinal) && rest.IndexOf('\'', 2) == rest.Length - 1
            ? PatternPart.ForVariable(key, rest[2..^1])
            : PatternPart.Unresolvable;
    }
}
