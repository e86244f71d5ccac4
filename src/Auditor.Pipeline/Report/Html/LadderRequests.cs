using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report.Html;

/// <summary>Which requests a page explains, those that people ask about first: of findings, of jobs that fail, of who can change or see money, then of everybody in the payer.</summary>
internal sealed class LadderRequests(AuditReport report, PrincipalSection principals)
{
    private const int MostPrincipalsOfFinding = 20;

    /// <summary>Each request once: a principal's number, the action, and whether somebody needs it.</summary>
    public IEnumerable<(int Principal, string Action, bool IsNeeded)> InOrder()
    {
        var seen = new HashSet<(int, string)>();
        return OfFindings().Concat(OfFailures()).Concat(OfMoney()).Concat(OfPayer()).Concat(OfOthers())
            .Where(request => seen.Add((request.Principal, request.Action)));
    }

    private IEnumerable<(int Principal, string Action, bool IsNeeded)> OfFindings() =>
        from finding in report.Findings
        from principal in finding.Principals.Take(MostPrincipalsOfFinding)
        let number = principals.Find(principal.Arn)
        where number is not null
        from action in finding.Draft.Actions.Select(action => ServiceCatalog.Default.FindAction(action)?.FullName).OfType<string>()
        select (number.Value, action, IsNeeded(Assessed(number.Value), action));

    /// <summary>Assigned tasks that do not certainly work, by the need that is worst off.</summary>
    private IEnumerable<(int Principal, string Action, bool IsNeeded)> OfFailures() =>
        from number in Numbers()
        from task in Assessed(number).Tasks
        where task is { IsAssigned: true, Verdict: not Verdict.All }
        from need in task.Needs.OrderBy(need => need.Verdict.Verdict)
        select (number, need.FullName, true);

    private IEnumerable<(int Principal, string Action, bool IsNeeded)> OfMoney()
    {
        var actions = ActionMask.Actions.Where(action => action.IsReportAction || action.AccessLevel == AccessLevel.Write).ToArray();
        return from principal in WhoCan.SeeMargins(report).Certain.Concat(WhoCan.ChangeMoney(report).Certain)
               let number = principals.Find(principal.Arn)
               where number is not null
               from action in actions
               select (number.Value, action.FullName, false);
    }

    private IEnumerable<(int Principal, string Action, bool IsNeeded)> OfPayer() =>
        from number in Numbers()
        where Assessed(number).InPayer != false
        from action in ActionMask.Actions.Select(action => action.FullName).Concat(Assessed(number).Tasks.SelectMany(task => task.Needs).Select(need => need.FullName))
        select (number, action, false);

    private IEnumerable<(int Principal, string Action, bool IsNeeded)> OfOthers() =>
        from number in Numbers()
        where Assessed(number).InPayer == false
        from action in Assessed(number).Tasks.SelectMany(task => task.Needs).Select(need => need.FullName)
            .Concat(ActionMask.ActionsOf(Assessed(number).Held).Select(action => action.FullName))
        select (number, action, false);

    private IEnumerable<int> Numbers() => Enumerable.Range(0, principals.Principals.Length);

    private AssessedPrincipal Assessed(int number) => principals.Principals[number].Assessed;

    private static bool IsNeeded(AssessedPrincipal assessed, string action) =>
        assessed.Tasks.Any(task => task.IsAssigned && task.Needs.Concat(task.Companions).Any(need => need.FullName.Equals(action, StringComparison.OrdinalIgnoreCase)));
}
