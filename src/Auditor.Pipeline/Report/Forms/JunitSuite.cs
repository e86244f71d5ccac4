using System.Collections.Immutable;
using System.Globalization;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>How a case ended.</summary>
internal enum JunitOutcome : byte
{
    Pass,
    Failure,
    Skipped,
    Error,
}

/// <summary>One case.</summary>
internal sealed record JunitCase(string ClassName, string Name, JunitOutcome Outcome, string Message = "", string Type = "", Finding? Finding = null);

/// <summary>The cases of one rule, or the gaps.</summary>
internal sealed record JunitSuite(string Name, ImmutableArray<JunitCase> Cases)
{
    /// <summary>The findings of a rule; one case that tells why there are none, if there are none.</summary>
    public static JunitSuite Of(FindingRule rule, IEnumerable<Finding> findings, AuditReport report)
    {
        ImmutableArray<JunitCase> cases = [.. findings.Select(Case)];
        return new JunitSuite($"{rule.Id} {rule.Title}", cases.IsEmpty ? [WithoutFinding(rule, report)] : cases);
    }

    public static JunitSuite Of(IGrouping<string, Finding> findings) => new(findings.Key, [.. findings.Select(Case)]);

    public static JunitSuite Of(ImmutableArray<Gap> gaps) => new(
        "Could not be read",
        gaps.IsEmpty
            ? [new JunitCase("coverage", "everything could be read", JunitOutcome.Pass)]
            : [.. gaps.Select(GapCase)]);

    private static JunitCase GapCase(Gap gap, int index) =>
        new("coverage", string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {gap.What}"), JunitOutcome.Error, FormText.Of(gap), GapWords.Of(gap.Kind));

    private static JunitCase Case(Finding finding)
    {
        var name = $"{finding.Id} {finding.Draft.Title}";
        return finding.Status switch
        {
            FindingStatus.Resolved => new JunitCase(finding.Rule, name + " (resolved)", JunitOutcome.Pass),
            FindingStatus.Suppressed => new JunitCase(finding.Rule, name, JunitOutcome.Skipped, FormText.Acceptance(finding)),
            _ => new JunitCase(finding.Rule, name, JunitOutcome.Failure, finding.Draft.Title, $"{finding.Severity.Word()} {finding.Status.Word()}", finding),
        };
    }

    /// <summary>A rule that could not look has not passed.</summary>
    private static JunitCase WithoutFinding(FindingRule rule, AuditReport report) => report.WhatIsMissing.TryGetValue(rule.Id, out var missing)
        ? new JunitCase(rule.Id, "not checked", JunitOutcome.Skipped, missing)
        : new JunitCase(rule.Id, "no finding in what was read", JunitOutcome.Pass);
}
