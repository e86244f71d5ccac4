using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Auditor.Pipeline.Findings;

/// <summary>Runs the rules and makes one finding of all that has the same cause.</summary>
internal static class FindingAssembler
{
    private const int MostEvidence = 20;

    public static ImmutableArray<Finding> Assemble(IEnumerable<FindingRule> rules, AuditFacts facts) =>
    [
        .. Ordered(rules
            .Where(rule => facts.Configuration is not null || !rule.NeedsConfiguration)
            .SelectMany(rule => rule.Find(facts).GroupBy(draft => (draft.Subject.Key, draft.Matter)).Select(group => Merge(rule.Id, [.. group])))),
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

    private static Finding Merge(string rule, FindingDraft[] drafts)
    {
        // The texts come from the first draft in a fixed order, so that the order of the input does not matter.
        var ordered = drafts.OrderBy(draft => draft.Title, StringComparer.Ordinal).ThenBy(draft => draft.Explanation, StringComparer.Ordinal).ToArray();
        var first = ordered[0];
        ImmutableArray<Evidence> evidence =
        [
            .. ordered.SelectMany(draft => draft.Evidence).Distinct()
                .OrderBy(item => item.Policy, StringComparer.Ordinal).ThenBy(item => item.Line).ThenBy(item => item.Column).ThenBy(item => item.Statement, StringComparer.Ordinal)
                .Take(MostEvidence),
        ];
        var accounts = ordered.Select(draft => draft.Account).Distinct(StringComparer.Ordinal).ToArray();
        return new Finding
        {
            Id = IdOf(rule, first.Subject, first.Matter),
            Rule = rule,
            Draft = first with
            {
                Severity = ordered.Max(draft => draft.Severity),
                Account = accounts.Length == 1 ? accounts[0] : null,
                Actions = Sorted(ordered.SelectMany(draft => draft.Actions)),
                Resources = Sorted(ordered.SelectMany(draft => draft.Resources)),
                UnknownKeys = Sorted(ordered.SelectMany(draft => draft.UnknownKeys)),
            },
            Principals = [.. ordered.SelectMany(draft => draft.Principals).DistinctBy(principal => principal.Arn, StringComparer.Ordinal).OrderBy(principal => principal.Arn, StringComparer.Ordinal)],
            Evidence = evidence,
            Blockers = [.. ordered.SelectMany(draft => draft.Blockers).Distinct()],
            EvidenceHash = "sha256:" + Hash(Canonical(evidence)),
        };
    }

    private static ImmutableArray<string> Sorted(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The evidence as canonical JSON: members in ordinal order, no white space.</summary>
    private static ReadOnlySpan<byte> Canonical(ImmutableArray<Evidence> evidence)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var item in evidence)
            {
                writer.WriteStartObject();
                writer.WriteNumber("column", item.Column);
                writer.WriteNumber("line", item.Line);
                writer.WriteString("policy", item.Policy);
                writer.WriteString("statement", item.Statement);
                writer.WriteString("text", item.Text);
                writer.WriteString("version", item.Version);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan;
    }
}
