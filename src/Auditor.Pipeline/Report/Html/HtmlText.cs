using System.Text;

namespace Auditor.Pipeline.Report.Html;

/// <summary>Foreign text for HTML: what would not be seen is a mark, and nothing of it is markup.</summary>
internal static class HtmlText
{
    /// <summary>The text as one line of content or of an attribute.</summary>
    public static string Of(string text) => Escape(PlainText.Of(text));

    /// <summary>A name, which must not turn the line that it stands in.</summary>
    public static string Name(string text) => "<bdi>" + Of(text) + "</bdi>";

    private static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            _ = character switch
            {
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '&' => safe.Append("&amp;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                _ => safe.Append(character),
            };
        }

        return safe.ToString();
    }
}
