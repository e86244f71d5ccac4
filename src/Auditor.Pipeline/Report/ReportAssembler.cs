using System.Collections.Immutable;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report;

/// <summary>Chooses which principals are listed, and groups their verdicts.</summary>
internal static class ReportAssembler
{
    public static (ImmutableArray<ListedPrincipal> Principals, ImmutableArray<AccessClass> Classes) List(AuditFacts facts, ImmutableArray<Finding> findings, bool all)
    {
        var found = findings.SelectMany(finding => finding.Principals).Select(principal => principal.Arn).ToHashSet(StringComparer.Ordinal);
        var classes = new AccessClasses();
        ImmutableArray<ListedPrincipal> listed =
        [
            .. facts.Principals.Where(assessed => all || IsListed(assessed, found))
                .Select(assessed => new ListedPrincipal(assessed, Uses(assessed), classes.Add(assessed))),
        ];
        return (listed, classes.ToImmutable());
    }

    /// <summary>Assigned tasks that work if the caller's own request carries something: no finding, but worth knowing.</summary>
    public static IEnumerable<string> CallerNotes(AuditFacts facts) =>
        from assessed in facts.Principals
        from task in assessed.Tasks
        where task is { IsAssigned: true, Verdict: Verdict.Conditional }
        let keys = task.Needs.SelectMany(need => need.Verdict.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray()
        where keys.Length > 0 && keys.All(ContextKeys.IsChosenByCaller)
        select $"{assessed.Principal.Arn}: {task.Task.Id} works if the request carries {string.Join(" and ", keys)} as the policy wants";

    private static bool IsListed(AssessedPrincipal assessed, HashSet<string> found) =>
        assessed.IsAssigned || assessed.Reaches || assessed.HasNamedGrant || assessed.IsActive || assessed.IsAdministrator
        || (assessed.InPayer != false && assessed.Unknown != 0)
        || found.Contains(assessed.Principal.Arn);

    private static ImmutableArray<string> Uses(AssessedPrincipal assessed)
    {
        var uses = ImmutableArray.CreateBuilder<string>();
        if (assessed.IsActive)
            uses.Add("activity");
        if (assessed.IsAssigned)
            uses.Add("assigned");
        if (assessed.HasBroadGrant)
            uses.Add("broadGrant");
        if (assessed.HasNamedGrant)
            uses.Add("namedGrant");
        return uses.ToImmutable();
    }
}
