using System.Globalization;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Findings.Rules;

namespace Auditor.Pipeline.Report;

/// <summary>Why nobody's access is reported as unused, where that cannot be told from the activity.</summary>
internal static class UsageNotes
{
    /// <summary>At most two notes; none if the activity tells enough, or if nobody is concerned.</summary>
    public static IEnumerable<string> Of(AuditFacts facts)
    {
        var concerned = facts.Principals.Where(UnusedAccess.IsConcerned).ToArray();
        if (facts.Usage.TellsDisuse || concerned.Length == 0)
            yield break;
        if (Shortfall(facts) is { } shortfall)
            yield return shortfall;
        var idle = concerned.Where(assessed => facts.Usage.IsNotAccessedSince(assessed.Principal, facts.AsOf)).Select(assessed => assessed.Principal.DisplayName).ToArray();
        if (idle.Length > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"last-accessed.json knows of no use of Billing Conductor in {facts.Usage.UnusedAfterDays} days by {RuleWords.List(idle)}; that is no finding, because it counts services and not actions: activity.json over as many days would tell");
        }
    }

    private static string? Shortfall(AuditFacts facts)
    {
        var usage = facts.Usage;
        if (!usage.HasActivity)
            return null;
        if (!usage.IsComplete)
            return "activity.json is not complete, so nobody's access is reported as unused (BCA203)";
        if (usage.To < usage.From)
            return "activity.json ends before it begins (`From` and `To`), so nobody's access is reported as unused (BCA203)";
        // Never rounded up: an hour short of 90 days would read "90 of 90".
        return usage is { From: { } from, To: { } to }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"activity.json spans {(usage.EndsLater ? "until the moment of the audit, after which it ends, " : "")}{Math.Floor((to - from).TotalDays * 10) / 10:0.#} of {usage.UnusedAfterDays} days (unusedAfterDays), so nobody's access is reported as unused (BCA203)")
            : "activity.json does not say `From` and `To`, so nobody's access is reported as unused (BCA203)";
    }
}
