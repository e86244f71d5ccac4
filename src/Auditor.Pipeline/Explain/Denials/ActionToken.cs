using System.Buffers;
using Auditor.Engine.Catalog;

namespace Auditor.Pipeline.Explain;

/// <summary>The name of the action in a text. It is taken only if it is certain where it ends.</summary>
/// <remarks>
/// A text that ends, or a line that ends, right behind <c>billingconductor:ListPricingPlans</c> may be the beginning of
/// <c>billingconductor:ListPricingPlansAssociatedWithPricingRule</c>: the list of all actions tells such names.
/// </remarks>
internal static class ActionToken
{
    private const int LongestName = 200;
    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly string[] Behind = [" on resource:", " because no ", " with an explicit deny", ". ", " Go to "];

    /// <summary>Reads it, and moves behind it. Null, with the cursor behind what looks like it, if here is no action that is certain.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cursor">At the first character.</param>
    /// <param name="operation">The operation that was called, if it is known: it confirms a name at the end of the text.</param>
    public static string? Read(MessageText text, ref MessageCursor cursor, string? operation)
    {
        var start = cursor.Position;
        var end = EndOf(text, start);
        cursor.Position = end;
        if (end - start >= LongestName || !HasForm(text.Text.AsSpan(start, end - start)))
            return null;
        if (FindEnd(text, start, end, operation) is not { } found)
            return null;
        cursor.Position = found;
        return text.Text[start..found];
    }

    private static int? FindEnd(MessageText text, int start, int end, string? operation)
    {
        if (!text.HasBreak(start + 1, end))
            return IsCertain(text, start, end, operation) ? end : null;
        for (var at = start + 1; at < end; at++)
        {
            if (text.IsBreak(at) && HasForm(text.Text.AsSpan(start, at - start)) && IsFollowed(text, at))
                return at;
        }

        if (IsFollowed(text, end))
            return end;
        return end == text.Length && ActionNames.MatchesAction(text.Text[start..end] + "?*") ? null : LongestKnown(text, start, end, operation);
    }

    private static int? LongestKnown(MessageText text, int start, int end, string? operation)
    {
        for (var at = end; at > start; at--)
        {
            if (at != end && !text.IsBreak(at))
                continue;
            if (IsKnown(text.Text[start..at]) && (at < end || IsCertain(text, start, at, operation)))
                return at;
        }

        return null;
    }

    /// <summary>Whether the name is whole: something ends it, or it is known and no other name goes on from it, or the caller said it.</summary>
    private static bool IsCertain(MessageText text, int start, int end, string? operation)
    {
        // White space ends a name in the middle of a text.
        if (end < text.Length && text[end] is ' ' or '\n')
            return true;
        var name = text.Text[start..end];
        // A part of a known name may stand in quotation marks or before a full stop; the whole of an unknown name as well.
        if (end < text.Length)
            return IsKnown(name) || !ActionNames.MatchesAction(name + "?*");
        return (operation is not null && name.EndsWith(":" + operation, StringComparison.Ordinal))
            || (IsKnown(name) && !ActionNames.MatchesAction(name + "?*"));
    }

    private static bool IsKnown(string name) => HasForm(name) && ActionNames.MatchesAction(name);

    private static bool IsFollowed(MessageText text, int at)
    {
        var cursor = new MessageCursor(text, at);
        return cursor.IsAtAny(Behind);
    }

    private static int EndOf(MessageText text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < LongestName && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is ':' or '-'))
            end++;
        // A colon or hyphen behind a name is punctuation.
        while (end > start && text[end - 1] is ':' or '-')
            end--;
        return end;
    }

    private static bool HasForm(ReadOnlySpan<char> name)
    {
        var colon = name.IndexOf(':');
        return colon > 0 && colon < name.Length - 1 && name[(colon + 1)..].IndexOfAnyExcept(LettersAndDigits) < 0;
    }
}
