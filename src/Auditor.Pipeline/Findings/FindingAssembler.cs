using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Auditor.Pipeline.Findings;

/// <summary>Runs the rules and makes one finding of all that has the same cause.</summary>
internal static class FindingAssembler
{
    /// <summary>The findings of some rules, in the order of reports.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="facts">What they look at.</param>
    /// <param name="parallelism">How many rules look at once; the result does not depend on it.</param>
    public static ImmutableArray<Finding> Assemble(IReadOnlyList<FindingRule> rules, AuditFacts facts, int parallelism) =>
    [
        .. Ordered(ManyAtOnce.Map(rules, parallelism, rule => facts.Configuration is not null || !rule.NeedsConfiguration ? Merged(rule, facts) : []).SelectMany(findings => findings)),
    ];

    /// <summary>Findings in the order of reports: the most severe first.</summary>
    public static IEnumerable<Finding> Ordered(IEnumerable<Finding> findings) => findings
        .OrderByDescending(finding => finding.Severity)
        .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
        .ThenBy(finding => finding.Draft.Subject.DisplayId, StringComparer.Ordinal)
        .ThenBy(finding => finding.Draft.Matter, StringComparer.Ordinal)
        .ThenBy(finding => finding.Id, StringComparer.Ordinal);

    /// <summary>The id of the finding that a rule makes of a subject and a matter.</summary>
    public static string IdOf(string rule, FindingSubject subject, string matter) => $"{rule}-{Hash(string.Join('\u001F', rule, subject.Key, matter))[..12]}";

    private static Finding[] Merged(FindingRule rule, AuditFacts facts)
    {
        var builders = new Dictionary<(string Subject, string Matter), FindingBuilder>();
        foreach (var draft in rule.Find(facts))
        {
            var cause = (draft.Subject.Key, draft.Matter);
            if (!builders.TryGetValue(cause, out var builder))
                builders[cause] = builder = new FindingBuilder(rule.Id);
            builder.Add(draft);
        }

        return [.. builders.Values.Select(builder => builder.ToFinding())];
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
