using System.Collections.Immutable;

namespace Auditor.Engine.Matching;

/// <summary>A compiled wildcard pattern. Matching is linear in memory and never exponential, whatever the pattern.</summary>
/// <remarks>
/// A token is a character, or one of the negative wildcard codes. Characters and wildcards cannot be confused, so text that came
/// from a variable or an escape such as <c>${*}</c> stays literal.
/// </remarks>
public sealed partial class Glob
{
    /// <summary>Any number of characters.</summary>
    internal const int AnyRun = -1;

    /// <summary>Exactly one character.</summary>
    internal const int AnyOne = -2;

    /// <summary>Any number of characters but no colon: a <c>*</c> inside a segment of an ARN.</summary>
    internal const int AnyRunInSegment = -3;

    /// <summary>Exactly one character but no colon.</summary>
    internal const int AnyOneInSegment = -4;

    // Most patterns are literal up to one wildcard that ends them, and most texts differ from them before it.
    private readonly string head;
    private readonly ImmutableArray<int> rest;
    private readonly string[]? pieces;
    private readonly bool staysInSegments;

    internal Glob(ImmutableArray<int> tokens)
    {
        var literal = 0;
        while (literal < tokens.Length && tokens[literal] >= 0)
            literal++;
        head = string.Create(literal, tokens, CopyLiteral);
        rest = tokens[literal..];
        pieces = PiecesOf(rest);
        staysInSegments = rest.Contains(AnyRunInSegment);
    }

    /// <summary>Reads a pattern in which <c>*</c> and <c>?</c> are wildcards and everything else is literal.</summary>
    public static Glob Parse(string pattern) => Parse(pattern, AnyRun, AnyOne);

    /// <summary>Reads a pattern whose wildcards stand for no colon.</summary>
    public static Glob ParseInSegments(string pattern) => Parse(pattern, AnyRunInSegment, AnyOneInSegment);

    private static Glob Parse(string pattern, int run, int one)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var tokens = ImmutableArray.CreateBuilder<int>(pattern.Length);
        foreach (var character in pattern)
            tokens.Add(character switch { '*' => run, '?' => one, _ => character });
        return new Glob(tokens.MoveToImmutable());
    }

    /// <summary>True if the whole text matches; case counts.</summary>
    public bool Matches(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(head))
            return false;
        var remaining = text[head.Length..];
        if (rest.IsEmpty)
            return remaining.IsEmpty;
        if (pieces is not null)
            return MatchesPieces(remaining, pieces);
        return staysInSegments ? MatchesByStates(remaining) : MatchesByBacktracking(remaining);
    }

    private static void CopyLiteral(Span<char> head, ImmutableArray<int> tokens)
    {
        for (var i = 0; i < head.Length; i++)
            head[i] = (char)tokens[i];
    }

    /// <summary>The literal texts after each run, each maybe empty; null where a token is neither a run nor a character.</summary>
    /// <param name="rest">Empty, or a wildcard first.</param>
    private static string[]? PiecesOf(ImmutableArray<int> rest)
    {
        var runs = 0;
        foreach (var token in rest)
        {
            if (token is < 0 and not AnyRun)
                return null;
            if (token == AnyRun)
                runs++;
        }

        var pieces = new string[runs];
        var (piece, start) = (0, 1);
        for (var at = 1; at <= rest.Length; at++)
        {
            if (at < rest.Length && rest[at] != AnyRun)
                continue;
            pieces[piece++] = string.Create(at - start, rest[start..at], CopyLiteral);
            start = at + 1;
        }

        return pieces;
    }

    /// <summary>What comes first is taken first: whatever then follows a run, it has the most left to choose from.</summary>
    private static bool MatchesPieces(ReadOnlySpan<char> text, string[] pieces)
    {
        foreach (var piece in pieces.AsSpan(..^1))
        {
            var at = text.IndexOf(piece);
            if (at < 0)
                return false;
            text = text[(at + piece.Length)..];
        }

        return text.EndsWith(pieces[^1]);
    }

    private static bool IsRun(int token) => token is AnyRun or AnyRunInSegment;

    private bool MatchesByBacktracking(ReadOnlySpan<char> text)
    {
        int token = 0, at = 0, runToken = -1, runAt = 0;
        while (at < text.Length)
        {
            if (token < rest.Length && rest[token] == AnyRun)
            {
                runToken = token++;
                runAt = at;
            }
            else if (token < rest.Length && MatchesOne(rest[token], text[at]))
            {
                token++;
                at++;
            }
            else if (runToken >= 0)
            {
                token = runToken + 1;
                at = ++runAt;
            }
            else
            {
                return false;
            }
        }

        while (token < rest.Length && rest[token] == AnyRun)
            token++;
        return token == rest.Length;
    }

    /// <summary>Follows every way to match at once: needed where one run must give way to an earlier, freer one.</summary>
    private bool MatchesByStates(ReadOnlySpan<char> text)
    {
        var states = new bool[rest.Length + 1];
        states[0] = true;
        PassRuns(states);
        foreach (var character in text)
        {
            var any = false;
            for (var token = rest.Length; token >= 0; token--)
            {
                var stays = states[token] && token < rest.Length && IsRun(rest[token]) && MatchesOne(rest[token], character);
                var arrives = token > 0 && states[token - 1] && !IsRun(rest[token - 1]) && MatchesOne(rest[token - 1], character);
                states[token] = stays || arrives;
                any |= states[token];
            }

            if (!any)
                return false;
            PassRuns(states);
        }

        return states[rest.Length];
    }

    private void PassRuns(bool[] states)
    {
        for (var token = 0; token < rest.Length; token++)
        {
            if (states[token] && IsRun(rest[token]))
                states[token + 1] = true;
        }
    }

    private static bool MatchesOne(int token, char character) => token switch
    {
        AnyRun or AnyOne => true,
        AnyRunInSegment or AnyOneInSegment => character != ':',
        _ => token == character,
    };
}
