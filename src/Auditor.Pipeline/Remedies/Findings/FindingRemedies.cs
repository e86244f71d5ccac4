using System.Collections.Immutable;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Remedies.Findings;

/// <summary>Seeks a remedy for each finding of a rule that has one; what cannot be proven is not offered.</summary>
internal static class FindingRemedies
{
    /// <summary>A finding about more principals is mended by its owner's own pattern, not by a list of exceptions.</summary>
    private const int MostPrincipals = 10;

    /// <summary>Each proof evaluates the whole catalogue: a report of thousands of findings has them for the first, which are the worst.</summary>
    private const int MostRemedies = 200;

    /// <summary>The findings with their remedies.</summary>
    /// <param name="findings">The findings, the worst first.</param>
    /// <param name="facts">What they are about.</param>
    /// <param name="parallelism">How many remedies are sought at once; the result does not depend on it.</param>
    public static ImmutableArray<Finding> Attach(ImmutableArray<Finding> findings, AuditFacts facts, int parallelism)
    {
        var first = findings.Where(HasRemedy).Take(MostRemedies).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. ManyAtOnce.Map(findings, parallelism, finding => first.Contains(finding) ? finding with { Remedy = Of(finding, facts) } : finding)];
    }

    private static bool HasRemedy(Finding finding) =>
        finding.Rule is "BCA101" or "BCA103" or "BCA201" or "BCA202" or "BCA204" or "BCA301" && finding.Principals.Length is > 0 and <= MostPrincipals;

    private static Remedy? Of(Finding finding, AuditFacts facts)
    {
        var principals = finding.Principals.Select(principal => facts.Find(principal.Arn)).ToArray();
        if (principals.Any(assessed => assessed is null))
            return null;
        var shared = ImmutableArray<PolicyEdit>.Empty;
        var parts = new List<Remedy>();
        foreach (var assessed in principals)
        {
            var part = finding.Rule is "BCA201" or "BCA202" or "BCA204"
                ? new NarrowingRemedy(assessed!, facts, finding).Find()
                : new GrantingRemedy(assessed!, facts, shared).Find(finding);
            if (part is null)
                return null;
            parts.Add(part);
            // Each part begins with the edits that those before it share.
            shared = [.. part.Edits.Where(edit => edit.IsShared)];
        }

        return parts is [var only] ? only : RemedyUnion.Of(parts, [.. principals.Select(assessed => assessed!)], shared);
    }
}
