using System.Buffers;

namespace Auditor.Pipeline.Report.Html;

/// <summary>
/// JSON that can stand inside a script element: no text of it can end the element or open a comment, and none has the two
/// line ends that JSON knows and scripts did not.
/// </summary>
internal static class ScriptSafe
{
    private static readonly SearchValues<byte> Suspects = SearchValues.Create([(byte)'<', (byte)'>', (byte)'&', 0xE2]);

    /// <summary>Outside of strings JSON has none of these bytes, so that each can become an escape.</summary>
    public static void Write(ReadOnlySpan<byte> json, Stream output)
    {
        while (json.IndexOfAny(Suspects) is var at and >= 0)
        {
            output.Write(json[..at]);
            json = json[at..];
            var (escape, length) = Escape(json);
            output.Write(escape);
            json = json[length..];
        }

        output.Write(json);
    }

    private static (byte[] Escape, int Length) Escape(ReadOnlySpan<byte> json) => json switch
    {
        [(byte)'<', ..] => ("\\u003c"u8.ToArray(), 1),
        [(byte)'>', ..] => ("\\u003e"u8.ToArray(), 1),
        [(byte)'&', ..] => ("\\u0026"u8.ToArray(), 1),
        [0xE2, 0x80, 0xA8, ..] => ("\\u2028"u8.ToArray(), 3),
        [0xE2, 0x80, 0xA9, ..] => ("\\u2029"u8.ToArray(), 3),
        _ => ([json[0]], 1),
    };
}
