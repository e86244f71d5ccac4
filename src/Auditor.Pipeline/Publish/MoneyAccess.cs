using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Publish;

/// <summary>Who can change money: create, change or delete what Billing Conductor bills by. Administrators, who can anyway, are counted elsewhere.</summary>
internal sealed class MoneyAccess
{
    private MoneyAccess(AuditReport report)
    {
        var listed = report.Principals.Select(entry => entry.Assessed).Where(assessed => assessed is { IsAdministrator: false, IsJudged: true, InPayer: not false }).ToArray();
        Certain = [.. listed.Where(assessed => Highest(assessed) >= Verdict.Some).Select(assessed => assessed.Principal.DisplayName)];
        Conditional = [.. listed.Where(assessed => Highest(assessed) == Verdict.Conditional).Select(assessed => assessed.Principal.DisplayName)];
        Unknown = [.. listed.Where(assessed => Highest(assessed) == Verdict.Unknown).Select(assessed => assessed.Principal.DisplayName)];
    }

    /// <summary>The names of those who can, in the report's order.</summary>
    public ImmutableArray<string> Certain { get; }

    /// <summary>Those who can only under conditions whose values are not known.</summary>
    public ImmutableArray<string> Conditional { get; }

    /// <summary>Those of whom nobody can tell, because something could not be read.</summary>
    public ImmutableArray<string> Unknown { get; }

    public static MoneyAccess Of(AuditReport report) => new(report);

    private static Verdict Highest(AssessedPrincipal assessed) =>
        ActionMask.Actions.Where(action => action.AccessLevel == AccessLevel.Write).Max(action => assessed.AccessTo(action).Verdict);
}
