using System.Globalization;

namespace Auditor.Pipeline.Explain;

/// <summary>Escapes of JSON, for a text that was copied out of JSON or is a part of it.</summary>
internal static class MessageEscapes
{
    private const int UnicodeLength = 6;

    /// <summary>The character that begins here, and over how many it is written.</summary>
    public static char Read(string raw, int at, out int length)
    {
        length = 1;
        if (raw[at] != '\\' || at + 1 >= raw.Length)
            return raw[at];
        var escaped = raw[at + 1] switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '"' => '"',
            '/' => '/',
            'u' => Unicode(raw, at),
            _ => '\\',
        };
        if (escaped != '\\')
            length = raw[at + 1] == 'u' ? UnicodeLength : 2;
        return escaped;
    }

    /// <summary>The text without an escape that it ends in.</summary>
    public static string WithoutCut(string text)
    {
        var last = text.LastIndexOf('\\');
        var isCut = last >= 0 && text.Length - last < UnicodeLength && (last == text.Length - 1 || text[last + 1] == 'u');
        return isCut ? text[..last] : text;
    }

    private static char Unicode(string raw, int at)
    {
        if (at + UnicodeLength > raw.Length)
            return '\\';
        return ushort.TryParse(raw.AsSpan(at + 2, UnicodeLength - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : '\\';
    }
}
