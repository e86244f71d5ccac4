using System.Collections;
using System.Text;

namespace Auditor.Pipeline.Explain;

/// <summary>
/// A text whose single line breaks are taken out and remembered: a terminal breaks lines inside words, a form puts the break in the place
/// of a space. Which of the two a break is, only what stands around it can tell. An empty line stays as a line feed.
/// </summary>
internal sealed class MessageText
{
    private readonly BitArray breaks;
    private readonly BitArray spaces;

    private MessageText(string text, BitArray breaks)
    {
        Text = text;
        this.breaks = breaks;
        spaces = new BitArray(breaks.Length);
    }

    /// <summary>Without single line breaks; other white space is one space.</summary>
    public string Text { get; }

    public int Length => Text.Length;

    public char this[int index] => Text[index];

    public static MessageText Of(string raw)
    {
        var text = new StringBuilder(raw.Length);
        var breaks = new BitArray(raw.Length + 1);
        for (var at = 0; at < raw.Length;)
        {
            var next = MessageEscapes.Read(raw, at, out var length);
            if (!char.IsWhiteSpace(next))
            {
                text.Append(next);
                at += length;
                continue;
            }

            var lines = SkipWhiteSpace(raw, ref at);
            if (lines == 1)
                breaks[text.Length] = true;
            else
                text.Append(lines == 0 ? ' ' : '\n');
        }

        return new MessageText(MessageEscapes.WithoutCut(text.ToString()).TrimEnd(), breaks);
    }

    /// <summary>Whether a line ended before this character.</summary>
    public bool IsBreak(int index) => index < Length && breaks[index];

    /// <summary>Whether there is anything between the character before and this one that separates words.</summary>
    public bool IsGap(int index) => index >= Length || Text[index] is ' ' or '\n' || breaks[index];

    public bool HasBreak(int from, int to)
    {
        for (var index = from; index < to; index++)
        {
            if (breaks[index])
                return true;
        }

        return false;
    }

    /// <summary>Remembers that a line ended here in the place of a space.</summary>
    public void MarkSpace(int index) => spaces[index] = true;

    /// <summary>From here to there, with a space where a line ended in the place of one.</summary>
    public string Sentence(int from, int to) => Join(from, to, spaces);

    /// <summary>Words from here to there: with a space wherever a line ended.</summary>
    public string Words(int from, int to) => Join(from, to, breaks);

    private string Join(int from, int to, BitArray gaps)
    {
        var first = from + 1;
        while (first < to && !gaps[first])
            first++;
        if (first >= to)
            return Text[from..Math.Max(from, to)].TrimEnd();
        var words = new StringBuilder(to - from + 8);
        for (var index = from; index < to; index++)
        {
            if (index > from && gaps[index] && Text[index] != ' ' && Text[index - 1] != ' ')
                words.Append(' ');
            words.Append(Text[index]);
        }

        return words.ToString().TrimEnd();
    }

    /// <summary>Passes over white space, and over what tools and mails put before a line; gives the number of line breaks.</summary>
    private static int SkipWhiteSpace(string raw, ref int at)
    {
        var lines = 0;
        while (at < raw.Length)
        {
            var next = MessageEscapes.Read(raw, at, out var length);
            var isReturnOfPair = next == '\r' && at + length < raw.Length && MessageEscapes.Read(raw, at + length, out _) == '\n';
            if (next is '\n' or '\r' && !isReturnOfPair)
                lines++;
            else if (!char.IsWhiteSpace(next) && !(lines > 0 && next is '│' or '╷' or '╵' or '|' or '>'))
                break;
            at += length;
        }

        return lines;
    }
}
