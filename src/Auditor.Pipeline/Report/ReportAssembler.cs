using System.Collections.Immutable;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;

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

    private static bool IsListed(AssessedPrincipal assessed, HashSet<string> found) =>
        assessed.IsAssigned || assessed.Reaches || assessed.HasNamedGrant || assessed.IsActive || assessed.IsAdministrator
        || (assessed.InPayer != false && assessed.Access.Any(verdict => verdict.Verdict == Simulate.Verdict.Unknown))
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
