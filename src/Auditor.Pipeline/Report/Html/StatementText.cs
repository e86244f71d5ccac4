namespace Auditor.Pipeline.Report.Html;

/// <summary>Statements as the page shows them: as written, cut where somebody wrote a book.</summary>
internal static class StatementText
{
    private const int MostCharacters = 4_000;

    public static string Of(string text) => PlainText.Shorten(text, MostCharacters);
}
