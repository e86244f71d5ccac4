using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report;

/// <summary>Who holds at least one of some actions where they work. Administrators, who can anyway, are counted elsewhere.</summary>
public sealed class WhoCan
{
    private WhoCan(AuditReport report, Func<CatalogAction, bool> isAbout)
    {
        var actions = ActionMask.Actions.Where(isAbout).ToArray();
        var judged = report.Principals.Select(entry => entry.Assessed).Where(assessed => assessed is { IsAdministrator: false, IsJudged: true, InPayer: not false })
            .Select(assessed => (assessed.Principal, Highest: actions.Max(action => assessed.AccessTo(action).Verdict))).ToArray();
        Certain = [.. judged.Where(one => one.Highest >= Verdict.Some).Select(one => one.Principal)];
        Conditional = [.. judged.Where(one => one.Highest == Verdict.Conditional).Select(one => one.Principal)];
        Unknown = [.. judged.Where(one => one.Highest == Verdict.Unknown).Select(one => one.Principal)];
    }

    /// <summary>Those who can, in the report's order.</summary>
    public ImmutableArray<Principal> Certain { get; }

    /// <summary>Those who can only under conditions whose values are not known.</summary>
    public ImmutableArray<Principal> Conditional { get; }

    /// <summary>Those of whom nobody can tell, because something could not be read.</summary>
    public ImmutableArray<Principal> Unknown { get; }

    /// <summary>Who can create, change or delete what Billing Conductor bills by.</summary>
    public static WhoCan ChangeMoney(AuditReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new WhoCan(report, action => action.AccessLevel == AccessLevel.Write);
    }

    /// <summary>Who can see what is earned by the difference between what AWS bills and what is charged on.</summary>
    public static WhoCan SeeMargins(AuditReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new WhoCan(report, action => action.IsReportAction);
    }
}
