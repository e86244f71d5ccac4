using System.Text.Json;
using Auditor.Pipeline.Findings;
using static Auditor.Pipeline.Lifecycle.JsonMemoryReader;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>Reads what a run left of a finding; throws like <see cref="JsonElement"/> what <see cref="JsonMemoryReader"/> catches.</summary>
internal static class RememberedFindingReader
{
    /// <summary>Reads a finding.</summary>
    /// <param name="finding">Its member of the state.</param>
    /// <param name="generatedAt">The moment of the run that left it.</param>
    public static RememberedFinding Read(JsonElement finding, DateTimeOffset generatedAt)
    {
        var read = Read(finding);
        // Older versions told only when it was last found.
        return read.Status != FindingStatus.Resolved && read.UnseenSince is null && read.LastSeen < generatedAt ? read with { UnseenSince = AfterSecond(read.LastSeen) } : read;
    }

    private static RememberedFinding Read(JsonElement finding) => new()
    {
        Id = Text(finding, "id"),
        Rule = Text(finding, "rule"),
        Severity = Enum.GetValues<Severity>().First(severity => severity.Word() == Text(finding, "severity")),
        Status = FindingStatusWords.Parse(Text(finding, "status")) ?? throw new FormatException(),
        FirstSeen = finding.GetProperty("firstSeen").GetDateTimeOffset(),
        LastSeen = finding.GetProperty("lastSeen").GetDateTimeOffset(),
        UnseenSince = finding.TryGetProperty("unseenSince", out var unseenSince) ? unseenSince.GetDateTimeOffset() : null,
        Account = finding.GetProperty("account").GetString(),
        Subject = Subject(finding.GetProperty("subject")),
        Matter = Text(finding, "matter"),
        Title = Text(finding, "title"),
        Explanation = Text(finding, "explanation"),
        Actions = [.. Texts(finding, "actions")],
        EvidenceHash = Text(finding, "evidenceHash"),
        Principals = [.. Items(finding, "principals").Select(Principal)],
    };

    private static FindingSubject Subject(JsonElement subject) => new(Text(subject, "kind"), Text(subject, "key"), Text(subject, "id"));

    private static FindingPrincipal Principal(JsonElement principal) => new(Text(principal, "arn"), Text(principal, "account"))
    {
        Since = principal.GetProperty("since").ValueKind == JsonValueKind.Null ? null : principal.GetProperty("since").GetDateTimeOffset(),
        Owner = principal.GetProperty("owner").GetString(),
        UnseenSince = principal.TryGetProperty("unseenSince", out var unseenSince) ? unseenSince.GetDateTimeOffset()
            : principal.TryGetProperty("lastSeen", out var lastSeen) ? AfterSecond(lastSeen.GetDateTimeOffset()) : null,
        IsLeftOut = principal.TryGetProperty("leftOut", out var isLeftOut) && isLeftOut.GetBoolean(),
    };

    /// <summary>The state has no finer moments: gaps of the run that found a finding began before it.</summary>
    private static DateTimeOffset AfterSecond(DateTimeOffset moment) => moment.AddSeconds(1);
}
