using System.Collections.Immutable;

namespace Auditor.Engine.Matching;

/// <summary>A compiled wildcard pattern. Matching is linear in memory and never exponential, whatever the pattern.</summary>
/// <remarks>
/// A token is a character, or one of the negative wildcard codes. Characters and wildcards cannot be confused, so text that came
/// from a variable or an escape such as <c>${*}</c> stays literal.
/// </remarks>
public sealed class Glob
{
    /// <summary>Any number of characters.</summary>
    internal const int AnyRun = -1;

    /// <summary>Exactly one character.</summary>
    internal const int AnyOne = -2;

    /// <summary>Any number of characters but no colon: a <c>*</c> inside a segment of an ARN.</summary>
    internal const int AnyRunInSegment = -3;

    /// <summary>Exactly one character but no colon.</summary>
    internal const int AnyOneInSegment = -4;

    private readonly ImmutableArray<int> tokens;
    private readonly bool staysInSegments;

    internal Glob(ImmutableArray<int> tokens)
    {
        this.tokens = tokens;
        staysInSegments = tokens.Contains(AnyRunInSegment);
    }

    /// <summary>Reads a pattern in which <c>*</c> and <c>?</c> are wildcards and everything else is literal.</summary>
    public static Glob Parse(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var tokens = ImmutableArray.CreateBuilder<int>(pattern.Length);
        foreach (var character in pattern)
            tokens.Add(character switch { '*' => AnyRun, '?' => AnyOne, _ => character });
        return new Glob(tokens.MoveToImmutable());
    }

    /// <summary>True if the whole text matches; case counts.</summary>
    public bool Matches(ReadOnlySpan<char> text) => staysInSegments ? MatchesByStates(text) : MatchesByBacktracking(text);

    /// <summary>True if some text is matched by both patterns. Variables must have been resolved or opened before.</summary>
    public bool Intersects(Glob other)
    {
        ArgumentNullException.ThrowIfNull(other);
        // reached[i, j]: some text can bring this pattern to its token i and the other one to its token j.
        var (rows, columns) = (tokens.Length, other.tokens.Length);
        var reached = new bool[rows + 1, columns + 1];
        reached[0, 0] = true;
        for (var i = 0; i <= rows; i++)
        {
            for (var j = 0; j <= columns; j++)
            {
                if (reached[i, j])
                    Advance(reached, i, j, other.tokens);
            }
        }

        return reached[rows, columns];
    }

    private void Advance(bool[,] reached, int i, int j, ImmutableArray<int> others)
    {
        var leftOpen = i < tokens.Length;
        var rightOpen = j < others.Length;
        // A run may stand for nothing, or swallow whatever the other pattern has next.
        if (leftOpen && (IsRun(tokens[i]) || (rightOpen && IsRun(others[j]) && Compatible(tokens[i], others[j]))))
            reached[i + 1, j] = true;
        if (rightOpen && (IsRun(others[j]) || (leftOpen && IsRun(tokens[i]) && Compatible(tokens[i], others[j]))))
            reached[i, j + 1] = true;
        if (leftOpen && rightOpen && Compatible(tokens[i], others[j]))
            reached[i + 1, j + 1] = true;
    }

    private static bool IsRun(int token) => token is AnyRun or AnyRunInSegment;

    private static bool Compatible(int left, int right)
    {
        if (left >= 0 && right >= 0)
            return left == right;
        if (left < 0 && right < 0)
            return true;
        var (wildcard, character) = left < 0 ? (left, right) : (right, left);
        return wildcard is AnyRun or AnyOne || character != ':';
    }

    private bool MatchesByBacktracking(ReadOnlySpan<char> text)
    {
        int token = 0, at = 0, runToken = -1, runAt = 0;
        while (at < text.Length)
        {
            if (token < tokens.Length && tokens[token] == AnyRun)
            {
                runToken = token++;
                runAt = at;
            }
            else if (token < tokens.Length && MatchesOne(tokens[token], text[at]))
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

        while (token < tokens.Length && tokens[token] == AnyRun)
            token++;
        return token == tokens.Length;
    }

    /// <summary>Follows every way to match at once: needed where one run must give way to an earlier, freer one.</summary>
    private bool MatchesByStates(ReadOnlySpan<char> text)
    {
        var states = new bool[tokens.Length + 1];
        states[0] = true;
        PassRuns(states);
        foreach (var character in text)
        {
            var any = false;
            for (var token = tokens.Length; token >= 0; token--)
            {
                var stays = states[token] && token < tokens.Length && IsRun(tokens[token]) && MatchesOne(tokens[token], character);
                var arrives = token > 0 && states[token - 1] && !IsRun(tokens[token - 1]) && MatchesOne(tokens[token - 1], character);
                states[token] = stays || arrives;
                any |= states[token];
            }

            if (!any)
                return false;
            PassRuns(states);
        }

        return states[tokens.Length];
    }

    private void PassRuns(bool[] states)
    {
        for (var token = 0; token < tokens.Length; token++)
        {
            if (states[token] && IsRun(tokens[token]))
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
