using System.Buffers;
using System.Globalization;
using System.Text;

namespace Auditor.Pipeline.Report.Html;

/// <summary>
/// JSON that can stand inside a script element: no text of it can end the element or open a comment, and none has the two
/// line ends that JSON knows and scripts did not, or a sign that cannot be seen.
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
        [0xE2, 0x80 or 0x81, var last, ..] when IsUnseen(json[1], last) => (Encoded(0x2000 + ((json[1] & 1) << 6) + (last & 0x3F)), 3),
        [0xE2, ..] => ([json[0]], 1),
        _ => (Encoded(json[0]), 1),
    };

    /// <summary>U+200B to U+200F, U+2028 to U+202E and U+2060 to U+206F: line ends, and what moves the cursor of whoever reads the file itself.</summary>
    private static bool IsUnseen(byte middle, byte last) => middle == 0x80 ? last is (>= 0x8B and <= 0x8F) or (>= 0xA8 and <= 0xAE) : last is >= 0xA0 and <= 0xAF;

    private static byte[] Encoded(int character) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{character:x4}"));
}
