using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report;

/// <summary>A report cut down to what somebody asked for. Its gaps stay whole, since they may hide the rest of the answer.</summary>
/// <param name="principals">The principals to show; empty shows all.</param>
/// <param name="actions">The actions to show, in full, e.g. <c>billingconductor:UpdatePricingPlan</c>; empty shows all.</param>
public sealed class NarrowedReport(ImmutableArray<ArnPattern> principals, ImmutableArray<string> actions)
{
    private const string CoverageRule = "BCA901";
    private const string BillingConductorPrefix = ServiceCatalog.BillingConductor + ":";

    /// <summary>
    /// Keeps the principals that were asked for, or without such those that hold one of the actions; of their verdicts those of the actions;
    /// and the findings that are about both.
    /// </summary>
    public AuditReport Of(AuditReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (principals.IsEmpty && actions.IsEmpty)
            return report;
        var classes = report.AccessClasses.ToDictionary(one => one.Id, Narrow, StringComparer.Ordinal);
        ImmutableArray<ListedPrincipal> listed = [.. report.Principals.Where(one => IsAskedFor(one.Assessed.Principal.Arn, classes[one.AccessClass]))];
        var counts = listed.CountBy(one => one.AccessClass, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return report with
        {
            Principals = listed,
            AccessClasses = [.. report.AccessClasses.Where(one => counts.ContainsKey(one.Id)).Select(one => classes[one.Id] with { PrincipalCount = counts[one.Id] })],
            Findings = [.. report.Findings.Where(IsAskedFor).Select(Narrow)],
        };
    }

    private bool IsAskedFor(string arn, AccessClass access) => principals.IsEmpty ? !access.Access.IsEmpty : Matches(arn);

    private bool IsAskedFor(Finding finding) => finding.Rule == CoverageRule
        || ((principals.IsEmpty || finding.Principals.Any(one => Matches(one.Arn)))
            && (actions.IsEmpty || finding.Draft.Actions.Any(IsAskedFor)));

    private bool IsAskedFor(string action) =>
        actions.Contains(action.Contains(':', StringComparison.Ordinal) ? action : BillingConductorPrefix + action, StringComparer.OrdinalIgnoreCase);

    private bool Matches(string arn) => principals.Any(pattern => pattern.Matches(arn));

    private AccessClass Narrow(AccessClass access) => actions.IsEmpty
        ? access
        : access with { Access = [.. access.Access.Where(entry => IsAskedFor(entry.Key) && entry.Value.Verdict != Verdict.None)] };

    private Finding Narrow(Finding finding) => principals.IsEmpty || finding.Rule == CoverageRule
        ? finding
        : finding with { Principals = [.. finding.Principals.Where(one => Matches(one.Arn))] };
}
