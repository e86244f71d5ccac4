using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Report.Html;

/// <summary>
/// Takes a principal's name, ARN and account out of what is said about it, so that those who share the rest share the text.
/// The page puts them in again, so that everybody reads exactly what was said.
/// </summary>
internal sealed class SharedWords(Principal principal)
{
    private const char Arn = '\u0001';
    private const char Who = '\u0002';
    private const char WhoInside = '\u0003';
    private const char Account = '\u0004';
    private readonly string who = ExplanationSentence.Who(principal);

    public string Of(string text) => Marked(Clean(text));

    /// <summary>The first sentence of an explanation, which names the principal as people do.</summary>
    public string Sentence(string text) => Marked(Clean(text)
        .Replace(who, Who.ToString(), StringComparison.Ordinal)
        .Replace(char.ToLowerInvariant(who[0]) + who[1..], WhoInside.ToString(), StringComparison.Ordinal));

    private string Marked(string text)
    {
        var marked = text.Replace(principal.Arn, Arn.ToString(), StringComparison.Ordinal);
        return principal.Account.Length == 0 ? marked : marked.Replace(principal.Account, Account.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A text that has the marks already must not be taken for one of ours.</summary>
    private static string Clean(string text) =>
        text.AsSpan().IndexOfAnyInRange(Arn, Account) < 0 ? text : string.Concat(text.Select(character => character is >= Arn and <= Account ? '\uFFFD' : character));
}
