using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Publish;

/// <summary>The ARNs and names of the principals in findings for whom somebody else than an owner answers, or nobody.</summary>
internal sealed class OthersNames(IEnumerable<Finding> findings, string owner)
{
    private readonly HashSet<string> names = findings.SelectMany(finding => finding.Principals.Concat(finding.PrincipalsRemoved))
        .Where(principal => principal.Owner != owner)
        .SelectMany(other => (string[])[other.Arn, other.Arn[(other.Arn.LastIndexOf('/') + 1)..]])
        .ToHashSet(StringComparer.Ordinal);

    public bool IsEmpty => names.Count == 0;

    /// <summary>True if a text names one of them.</summary>
    public bool AreIn(string? text) => text is not null && names.Any(name => text.Contains(name, StringComparison.Ordinal));
}
