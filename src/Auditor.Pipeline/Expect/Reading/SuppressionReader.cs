using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>Reads <c>suppressions</c>.</summary>
internal sealed class SuppressionReader(ConfigurationErrors errors)
{
    private const string RulePrefix = "BCA";
    private const int RuleLength = 6;
    private const int IdDigits = 12;
    private const string HashPrefix = "sha256:";
    private const int HashDigits = 64;

    private readonly ValueReader values = new(errors);

    public ImmutableArray<Suppression> ReadAll(ConfigurationNode? node) =>
        [.. values.Entries(node, "a list of suppressions").TakeWhile(_ => !errors.IsFull).Select(Read).OfType<Suppression>()];

    private Suppression? Read(ConfigurationNode node)
    {
        if (MemberSet.Of(node, MemberNames.Suppression, errors) is not { } members)
            return null;
        CheckTarget(node, members);
        var owner = values.Text(members.Required("owner", "who answers for the suppression"), "text: who answers for the suppression");
        var reason = values.Text(members.Required("reason", "why the finding is accepted"), "text: why the finding is accepted");
        var expires = values.Day(members.Required("expires", "its last day as `yyyy-MM-dd`"));
        return new Suppression
        {
            Id = values.Text(members["id"], "the id of a finding, such as `BCA201-0123456789ab`", IsId),
            Rule = values.Text(members["rule"], "the id of a rule, such as `BCA201`", IsRule),
            Subject = values.Text(members["subject"], "the id of a finding's subject"),
            Principal = values.Text(members["principal"], "the ARN of a principal", IsArn),
            Owner = owner ?? "",
            Reason = reason ?? "",
            Expires = expires ?? default,
            Evidence = values.Text(members["evidence"], "a report's `evidenceHash`: `sha256:` and 64 hex digits in lower case", IsHash),
        };
    }

    private void CheckTarget(ConfigurationNode node, MemberSet members)
    {
        if (members["id"] is null && members["rule"] is null)
            errors.Add(node, "expected `id`, or `rule` with `subject` or `principal`: the suppression names no finding");
        else if (members["id"] is null && members["subject"] is null && members["principal"] is null)
            errors.Add(node, "expected `subject` or `principal` beside `rule`: a rule is not suppressed as a whole");
        foreach (var name in members["id"] is null ? [] : new[] { "rule", "subject", "principal" })
        {
            if (members[name] is { } superfluous)
                errors.AddAtName(superfluous, $"expected no `{name}` beside `id`, which names one finding");
        }
    }

    private static bool IsArn(string text) => text.StartsWith("arn:", StringComparison.Ordinal);

    private static bool IsRule(string text) =>
        text.Length == RuleLength
        && text.StartsWith(RulePrefix, StringComparison.Ordinal)
        && text[RulePrefix.Length..].All(char.IsAsciiDigit);

    private static bool IsId(string text) =>
        text.Length == RuleLength + 1 + IdDigits
        && IsRule(text[..RuleLength])
        && text[RuleLength] == '-'
        && text[(RuleLength + 1)..].All(char.IsAsciiHexDigitLower);

    private static bool IsHash(string text) =>
        text.Length == HashPrefix.Length + HashDigits
        && text.StartsWith(HashPrefix, StringComparison.Ordinal)
        && text[HashPrefix.Length..].All(char.IsAsciiHexDigitLower);
}
