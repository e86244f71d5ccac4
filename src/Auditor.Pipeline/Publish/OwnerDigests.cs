using System.Collections.Immutable;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Publish;

/// <summary>Cuts a digest up by who answers for the principals. Nobody gets what is about another's: not its principals, nor texts that name them.</summary>
internal static class OwnerDigests
{
    /// <summary>A digest for each owner for whom there is news, in ordinal order of the owners.</summary>
    public static IEnumerable<Digest> Of(Digest digest) => digest.Findings
        .SelectMany(finding => finding.Principals.Concat(finding.PrincipalsRemoved))
        .Concat(digest.Expiring.SelectMany(expiring => digest.Report.Findings.Where(finding => expiring.Findings.Contains(finding.Id)).SelectMany(finding => finding.Principals)))
        .Select(principal => principal.Owner).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .Select(owner => For(digest, owner)).Where(own => !own.Findings.IsEmpty || !own.Expiring.IsEmpty);

    private static Digest For(Digest digest, string owner)
    {
        ImmutableArray<Finding> own = [.. digest.Report.Findings.Select(finding => For(finding, owner)).OfType<Finding>()];
        var ids = own.Select(finding => finding.Id).ToHashSet(StringComparer.Ordinal);
        var report = digest.Report with
        {
            Findings = own,
            // Gaps and notes name whom and what they like, and are the platform's.
            Gaps = [],
            Notes = [],
            Principals = [],
            AccessClasses = [],
            Reproductions = [],
            ExpiringSuppressions =
            [
                .. digest.Report.ExpiringSuppressions.Select(expiring => expiring with { Findings = [.. expiring.Findings.Where(ids.Contains)] })
                    .Where(expiring => !expiring.Findings.IsEmpty && (expiring.Suppression.Principal is not { } arn || own.Any(finding => finding.Principals.Any(principal => principal.Arn == arn)))),
            ],
        };
        return digest with { Owner = owner, Report = report, Findings = [.. own.Where(finding => finding.IsNews)] };
    }

    private static Finding? For(Finding finding, string owner)
    {
        ImmutableArray<FindingPrincipal> own = [.. finding.Principals.Where(principal => principal.Owner == owner)];
        ImmutableArray<FindingPrincipal> removed = [.. finding.PrincipalsRemoved.Where(principal => principal.Owner == owner)];
        if (own.IsEmpty && removed.IsEmpty)
            return null;
        var others = finding.Principals.Concat(finding.PrincipalsRemoved).Where(principal => principal.Owner != owner).ToArray();
        var narrowed = finding with { Principals = own, PrincipalsRemoved = removed, OtherPrincipals = finding.Principals.Length - own.Length };
        return others.Length == 0 ? narrowed : WithoutNames(narrowed, others);
    }

    /// <summary>What several share is told without whatever names one of the others.</summary>
    private static Finding WithoutNames(Finding finding, FindingPrincipal[] others)
    {
        var names = others.SelectMany(other => (string[])[other.Arn, other.Arn[(other.Arn.LastIndexOf('/') + 1)..]]).ToHashSet(StringComparer.Ordinal);
        bool IsAboutOthers(string? text) => text is not null && names.Any(name => text.Contains(name, StringComparison.Ordinal));
        var draft = finding.Draft;
        return finding with
        {
            Remedy = null,
            Evidence = [.. finding.Evidence.Where(evidence => !IsAboutOthers(evidence.Policy))],
            Blockers = [.. finding.Blockers.Where(blocker => !IsAboutOthers(blocker.Policy?.Id))],
            Suppressions = [.. finding.Suppressions.Where(suppression => !IsAboutOthers(suppression.Principal))],
            Draft = draft with
            {
                Title = IsAboutOthers(draft.Title) ? FindingRules.Find(finding.Rule)?.Title ?? finding.Rule : draft.Title,
                Explanation = IsAboutOthers(draft.Explanation) ? "The whole report explains it; the explanation names principals that others answer for." : draft.Explanation,
                Resources = [.. draft.Resources.Where(resource => !IsAboutOthers(resource))],
                Subject = IsAboutOthers(draft.Subject.DisplayId) ? draft.Subject with { DisplayId = draft.Subject.Kind } : draft.Subject,
            },
        };
    }
}
