using System.Collections.Immutable;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report;

/// <summary>Chooses which principals are listed, and groups their verdicts.</summary>
internal static class ReportAssembler
{
    private static readonly ImmutableArray<string> UseWords = ["activity", "assigned", "broadGrant", "namedGrant"];
    private static readonly ImmutableArray<ImmutableArray<string>> AllUses = [.. Enumerable.Range(0, 1 << UseWords.Length).Select(UsesOf)];

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
        where task.IsAssigned
        let needs = task.OpenNeeds
        let keys = needs.SelectMany(need => need.OpenKeys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray()
        where keys.Length > 0 && keys.All(ContextKeys.IsChosenByCaller)
        let denied = needs.SelectMany(need => need.DeniedListed).Distinct(StringComparer.Ordinal).ToArray()
        select $"{assessed.Principal.Arn}: {task.Task.Id} works if the request carries {string.Join(" and ", keys)} as the policy wants"
            + (denied.Length == 0 ? "" : $", but not on {string.Join(", ", denied)}, where it is denied whatever the request carries");

    /// <summary>Whoever is allowed something on a resource that nobody has listed stands among those without access, unless somebody says so.</summary>
    public static IEnumerable<string> UnlistedNotes(AuditFacts facts)
    {
        var unlisted = facts.Principals.Where(assessed => assessed is { InPayer: not false, HasNamedGrant: true, IsJudged: true })
            .Select(assessed => (assessed.Principal.Arn, Resource: UnlistedResources.FirstOf(assessed.Simulator)))
            .Where(found => found.Resource is not null).ToArray();
        if (unlisted is [var (arn, resource), ..])
        {
            yield return $"{(unlisted.Length == 1 ? "1 principal is" : $"{unlisted.Length} principals are")} allowed, or may be, Billing Conductor actions on resources that the inventory does not list, "
                + $"{arn} on {resource}{(unlisted.Length == 1 ? "" : " for one")}: the verdicts are about the listed ones and one to come";
        }
    }

    private static bool IsListed(AssessedPrincipal assessed, HashSet<string> found) =>
        assessed.IsAssigned || assessed.Reaches || assessed.HasNamedGrant || assessed.IsActive || assessed.IsAdministrator
        || (assessed.InPayer != false && assessed.Unknown != 0)
        || found.Contains(assessed.Principal.Arn);

    /// <summary>The same array for all who use it the same way: there may be a million.</summary>
    private static ImmutableArray<string> Uses(AssessedPrincipal assessed) => AllUses[
        (assessed.IsActive ? 1 : 0) | (assessed.IsAssigned ? 2 : 0) | (assessed.HasBroadGrant ? 4 : 0) | (assessed.HasNamedGrant ? 8 : 0)];

    private static ImmutableArray<string> UsesOf(int bits) => [.. UseWords.Where((_, bit) => (bits & (1 << bit)) != 0)];
}
