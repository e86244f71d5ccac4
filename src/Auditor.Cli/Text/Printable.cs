using Auditor.Pipeline.Report;

namespace Auditor.Cli.Text;

/// <summary>Makes foreign text safe for a terminal: what cannot be seen, or would move the cursor or turn the line, is shown as a mark.</summary>
internal static class Printable
{
    public static string Of(string text) => PlainText.Of(text);

    /// <summary>The same for several lines.</summary>
    public static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Of));

    /// <summary>The text in lines of words, none longer than the width; the last of the lines says when there is more.</summary>
    public static IEnumerable<string> Wrap(string text, int width, int lines)
    {
        for (var rest = text; rest.Length > 0 && lines > 0; lines--)
        {
            if (rest.Length <= width || lines == 1)
            {
                yield return Shorten(rest, width);
                yield break;
            }

            var end = rest.LastIndexOf(' ', width);
            end = string.IsNullOrWhiteSpace(rest[..Math.Max(end, 0)]) ? width : end;
            yield return rest[..end];
            rest = rest[end..].TrimStart();
        }
    }

    /// <summary>At most this many characters, with an ellipsis where something was cut off.</summary>
    public static string Shorten(string text, int length) => PlainText.Shorten(text, length);

    /// <summary>JSON cut out of the middle of a file, without the indentation that it had there.</summary>
    public static IEnumerable<string> Outdent(string[] lines)
    {
        var indented = lines.Skip(1).Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart(' ').Length).DefaultIfEmpty(0).Min();
        return lines.Select((line, index) => (index == 0 || line.Length < indented ? line : line[indented..]).TrimEnd('\r'));
    }
}
