namespace Auditor.Pipeline.Explain;

/// <summary>Texts of denials that do not have AWS's usual form.</summary>
internal static class KnownTexts
{
    private const string EncodedMessage = "Encoded authorization failure message";
    private const string CostExplorer = "not enabled for cost explorer access";

    // What the console and tools call the setting; AWS documents no text of an error for it.
    private static readonly string[] BillingSetting = ["IAM access to billing", "IAM user/role access to billing", "IAM user and role access to billing"];
    private static readonly string[] NotActivated = ["not activated", "not enabled", "deactivated"];

    public static bool IsEncoded(MessageText text) => Contains(text.Text, EncodedMessage);

    /// <summary>The account's setting that the text is about; null if it is about none.</summary>
    public static DenialGate? GateOf(MessageText text)
    {
        if (Contains(text.Text, CostExplorer))
            return DenialGate.CostExplorerNotEnabled;
        foreach (var setting in BillingSetting)
        {
            var at = text.Text.IndexOf(setting, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && Array.Exists(NotActivated, words => Contains(RestOfClause(text.Text, at + setting.Length), words)))
                return DenialGate.BillingAccessNotActivated;
        }

        return null;
    }

    private static ReadOnlySpan<char> RestOfClause(string text, int at)
    {
        const int longest = 60;
        var rest = text.AsSpan(at, Math.Min(longest, text.Length - at));
        var end = rest.IndexOfAny('.', ';', '\n');
        return end < 0 ? rest : rest[..end];
    }

    private static bool Contains(ReadOnlySpan<char> text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
