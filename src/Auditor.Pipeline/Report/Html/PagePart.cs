using System.Security.Cryptography;
using System.Text;

namespace Auditor.Pipeline.Report.Html;

/// <summary>A part of the page that is built in, with the hash by which the page's policy lets a browser run it.</summary>
internal sealed class PagePart
{
    private static readonly Lazy<PagePart> Frame = new(() => new PagePart(["page.html"]));
    private static readonly Lazy<PagePart> Sheet = new(() => new PagePart(["base.css", "parts.css", "matrix.css", "panel.css", "media.css"]));
    private static readonly Lazy<PagePart> Program = new(() => new PagePart(
        ["data.js", "dom.js", "findings.js", "matrix.js", "matrix-table.js", "ladder.js", "panel.js", "principal.js", "organization.js", "trend.js", "unread.js", "print.js", "main.js"]));

    private PagePart(string[] names)
    {
        Text = string.Concat(names.Select(Read));
        Hash = "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text))) + "'";
    }

    /// <summary>The page without its parts.</summary>
    public static PagePart Html => Frame.Value;

    /// <summary>Its style.</summary>
    public static PagePart Style => Sheet.Value;

    /// <summary>What makes it answer.</summary>
    public static PagePart Script => Program.Value;

    public string Text { get; }

    /// <summary>As a source of a Content-Security-Policy.</summary>
    public string Hash { get; }

    private static string Read(string name)
    {
        using var stream = typeof(PagePart).Assembly.GetManifestResourceStream("Auditor.Pipeline.Report.Html." + name)
            ?? throw new InvalidOperationException($"the assembly lacks its resource `{name}`");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // A browser hashes what it has parsed, and the parser makes one line feed of each line's end.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
