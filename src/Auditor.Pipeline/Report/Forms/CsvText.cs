using System.Text;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>Rows as RFC 4180 has them. A text that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
/// <remarks>
/// Own code, because a field is written in ten lines and every library that was looked at leaves the guard to its user.
/// Sources: <see href="https://www.rfc-editor.org/rfc/rfc4180"/>; CSV injection, <see href="https://owasp.org/www-community/attacks/CSV_Injection"/>.
/// </remarks>
internal static class CsvText
{
    // The wide forms too: some versions of Excel take them for the narrow ones.
    private const string Formula = "=+-@＝＋－＠";

    /// <summary>A writer for the rows. With a mark Excel knows that the file is UTF-8; programs may take it for a part of the first name.</summary>
    public static StreamWriter WriterTo(Stream output, bool withMark) =>
        new(output, new UTF8Encoding(withMark), leaveOpen: true) { NewLine = "\r\n" };

    public static void WriteRow(StreamWriter writer, params ReadOnlySpan<string> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                writer.Write(',');
            writer.Write(Field(fields[i]));
        }

        writer.WriteLine();
    }

    /// <summary>Several texts in one field.</summary>
    public static string Joined(IEnumerable<string> texts) => string.Join("; ", texts);

    /// <summary>Line breaks, tabs and other characters that cannot be seen are marks already, so a row is a line.</summary>
    private static string Field(string text)
    {
        var clean = PlainText.Of(text);
        var start = clean.AsSpan().TrimStart();
        if (start.Length > 0 && Formula.Contains(start[0], StringComparison.Ordinal))
            clean = "'" + clean;
        return clean.AsSpan().IndexOfAny(',', '"') < 0 ? clean : $"\"{clean.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
