using System.Text.RegularExpressions;

namespace Auditor.Pipeline.Explain;

/// <summary>The words of the policy language, none of which may stand in the first sentence of an explanation.</summary>
internal static partial class PlainWords
{
    /// <summary>The first such word outside quotes; null if there is none. Names that people gave are taken out before.</summary>
    public static string? FirstForeign(string sentence, params string[] names)
    {
        var text = names.Where(name => name.Length > 0).Aggregate(sentence, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal));
        return Foreign().Match(text) is { Success: true } match ? match.Value : null;
    }

    [GeneratedRegex(
        @"\b(polic(y|ies)|statements?|actions?|resources?|principals?|conditions?|arns?|scps?|rcps?|sids?|effect|den(y|ies|ied)|allow(s|ed)?|explicit(ly)?|implicit(ly)?|boundar(y|ies)|identity-based|managed|inline|notaction|notresource|wildcards?|grants?|billingconductor:\w*|aws:\w+|iam:\w+)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();
}
