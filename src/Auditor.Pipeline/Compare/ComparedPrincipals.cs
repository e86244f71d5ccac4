using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Compare;

/// <summary>Who in one report is who in another.</summary>
internal static class ComparedPrincipals
{
    /// <summary>A report's principals by their ARNs.</summary>
    public static Dictionary<string, AssessedPrincipal> ByArn(AuditReport report) =>
        report.Principals.ToDictionary(listed => listed.Assessed.Principal.Arn, listed => listed.Assessed, StringComparer.Ordinal);

    /// <summary>
    /// The earlier report's principals by the ARNs that they have in the later one: Identity Center gives a permission set's role another suffix when it makes it
    /// anew, and for those who use it nothing changes. Where more than one role could be the other, none is.
    /// </summary>
    public static Dictionary<string, AssessedPrincipal> ByArnIn(Dictionary<string, AssessedPrincipal> later, AuditReport earlier)
    {
        var old = ByArn(earlier);
        var (gone, made) = (OnlyIn(old, later), OnlyIn(later, old));
        foreach (var (set, arn) in gone)
        {
            if (made.TryGetValue(set, out var now) && old.Remove(arn, out var assessed))
                old.Add(now, assessed);
        }

        return old;
    }

    /// <summary>The ARNs of the roles that only one of the reports has, by account and permission set, where that has one such role.</summary>
    private static Dictionary<(string Account, string Set), string> OnlyIn(Dictionary<string, AssessedPrincipal> report, Dictionary<string, AssessedPrincipal> other) =>
        report.Values.Select(assessed => assessed.Principal)
            .Where(principal => principal.PermissionSet is not null && !other.ContainsKey(principal.Arn))
            .GroupBy(principal => (principal.Account, Set: principal.PermissionSet!))
            .Where(roles => roles.Count() == 1)
            .ToDictionary(roles => roles.Key, roles => roles.Single().Arn);
}
