using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Publish;

/// <summary>Who answers for the principals of a report: those that it lists, those in findings, and those whom a suppression leaves out of one.</summary>
internal sealed class PrincipalOwners
{
    private readonly Dictionary<string, string?> owners = new(StringComparer.Ordinal);

    public PrincipalOwners(AuditReport report)
    {
        foreach (var suppression in report.Findings.SelectMany(finding => finding.Suppressions).Concat(report.ExpiringSuppressions.Select(expiring => expiring.Suppression)))
        {
            if (suppression.Principal is { } arn)
                owners.TryAdd(arn, null);
        }

        // Roles and users that somebody could change or become are concerned without standing among the principals.
        foreach (var arn in report.Findings.SelectMany(finding => finding.Draft.Resources).Where(arn => arn.Contains(":role/", StringComparison.Ordinal) || arn.Contains(":user/", StringComparison.Ordinal)))
            owners.TryAdd(arn, null);
        foreach (var assessed in report.Principals.Select(listed => listed.Assessed))
            owners[assessed.Principal.Arn] = assessed.Expectation.Owner ?? assessed.TaggedOwner;
        foreach (var principal in report.Findings.SelectMany(finding => finding.Principals.Concat(finding.PrincipalsRemoved)))
            owners[principal.Arn] = principal.Owner ?? owners.GetValueOrDefault(principal.Arn);
    }

    /// <summary>Who answers for one; null for nobody.</summary>
    public string? Of(string? arn) => arn is null ? null : owners.GetValueOrDefault(arn);

    /// <summary>The names of all for whom the owner does not answer, but for names that one of its own has too.</summary>
    public IReadOnlySet<string> NamesWithout(string owner)
    {
        var names = owners.Where(known => known.Value != owner).Select(known => NameIn(known.Key)).ToHashSet(StringComparer.Ordinal);
        names.ExceptWith(owners.Where(known => known.Value == owner).Select(known => NameIn(known.Key)));
        return names;
    }

    /// <summary>The last part of an ARN.</summary>
    public static string NameIn(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
