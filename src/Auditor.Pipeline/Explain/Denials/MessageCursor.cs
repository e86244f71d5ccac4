namespace Auditor.Pipeline.Explain;

/// <summary>A place in a text, which moves over phrases that AWS writes.</summary>
internal struct MessageCursor(MessageText text, int position)
{
    /// <summary>The next character.</summary>
    public int Position { get; set; } = position;

    /// <summary>Whether the text ended within a phrase.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether the phrase stands here, or its beginning at the end of the text.</summary>
    public readonly bool IsAtPartOf(string phrase)
    {
        var other = new MessageCursor(text, Position);
        return other.Skip(phrase) || other.IsCut;
    }

    /// <summary>Whether one of the phrases stands here.</summary>
    public readonly bool IsAtAny(string[] phrases)
    {
        foreach (var phrase in phrases)
        {
            if (IsAt(phrase))
                return true;
        }

        return false;
    }

    /// <summary>Whether one of the phrases stands here, or its beginning at the end of the text.</summary>
    public readonly bool IsAtPartOfAny(string[] phrases)
    {
        foreach (var phrase in phrases)
        {
            if (IsAtPartOf(phrase))
                return true;
        }

        return false;
    }

    public readonly bool IsAtEnd => Position >= text.Length;

    /// <summary>Whether the phrase stands here. A line may have ended within a word, or in the place of a space.</summary>
    public readonly bool IsAt(string phrase)
    {
        var other = this;
        return other.Skip(phrase);
    }

    /// <summary>Moves behind the phrase if it stands here.</summary>
    public bool Skip(string phrase)
    {
        var at = Position;
        foreach (var expected in phrase)
        {
            if (at >= text.Length)
            {
                IsCut |= at > Position;
                return false;
            }

            if (!Match(expected, ref at))
                return false;
        }

        Mark(phrase);
        Position = at;
        return true;
    }

    private readonly void Mark(string phrase)
    {
        var at = Position;
        foreach (var expected in phrase)
        {
            if (expected == ' ' && text[at] is not (' ' or '\n'))
                text.MarkSpace(at);
            Match(expected, ref at);
        }
    }

    private readonly bool Match(char expected, ref int at)
    {
        if (expected != ' ')
            return text[at++] == expected;
        if (!text.IsGap(at))
            return false;
        while (at < text.Length && text[at] is ' ' or '\n')
            at++;
        return true;
    }
}
