using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Publish;

/// <summary>The ARNs and names of the principals for whom somebody else than an owner answers, or nobody.</summary>
/// <param name="findings">Those that are told: of their principals even a part of a word counts as a name.</param>
/// <param name="owner">The owner.</param>
/// <param name="elsewhere">The names of everybody else's principals in the whole report: a text may name one that stands in no list of its finding.</param>
internal sealed class OthersNames(IEnumerable<Finding> findings, string owner, IReadOnlySet<string> elsewhere)
{
    private readonly HashSet<string> names = findings.SelectMany(finding => finding.Principals.Concat(finding.PrincipalsRemoved))
        .Where(principal => principal.Owner != owner)
        .SelectMany(other => (string[])[other.Arn, PrincipalOwners.NameIn(other.Arn)])
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>True if a finding is about some of them.</summary>
    public bool AreConcerned => names.Count > 0;

    /// <summary>True if a text names one of them.</summary>
    public bool AreIn(string? text) => text is not null && (names.Any(name => text.Contains(name, StringComparison.Ordinal)) || Words(text).Any(elsewhere.Contains));

    /// <summary>What may be a name: IAM's names have letters, digits and <c>_+=,.@-</c>; of an ARN its last part is one.</summary>
    private static IEnumerable<string> Words(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!IsOfName(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && IsOfName(text[at]))
                at++;
            yield return text[start..at];
            // As the end of a sentence, or of a list's part.
            if (text[start..at].TrimEnd('.', ',') is var bare && bare.Length < at - start)
                yield return bare;
        }
    }

    private static bool IsOfName(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '+' or '=' or ',' or '.' or '@' or '-';
}
