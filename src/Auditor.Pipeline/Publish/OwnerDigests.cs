using System.Collections.Immutable;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Remedies;

namespace Auditor.Pipeline.Publish;

/// <summary>Cuts a digest up by who answers for the principals. Nobody gets what is about another's: not its principals, nor texts that name them.</summary>
internal static class OwnerDigests
{
    /// <summary>A digest for each owner for whom there is news, in ordinal order of the owners.</summary>
    public static IEnumerable<Digest> Of(Digest digest)
    {
        var owners = new PrincipalOwners(digest.Report);
        return digest.Findings
            .SelectMany(finding => finding.Principals.Concat(finding.PrincipalsRemoved))
            .Concat(digest.Expiring.SelectMany(expiring => digest.Report.Findings.Where(finding => expiring.Findings.Contains(finding.Id)).SelectMany(finding => finding.Principals)))
            .Select(principal => principal.Owner).Concat(digest.Expiring.Select(expiring => owners.Of(expiring.Suppression.Principal)))
            .OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(owner => For(digest, owner, owners)).Where(own => !own.Findings.IsEmpty || !own.Expiring.IsEmpty);
    }

    private static Digest For(Digest digest, string owner, PrincipalOwners owners)
    {
        var elsewhere = owners.NamesWithout(owner);
        ImmutableArray<Finding> own = [.. digest.Report.Findings.Select(finding => For(finding, owner, elsewhere)).OfType<Finding>()];
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
                .. digest.Report.ExpiringSuppressions.Where(expiring => expiring.Suppression.Principal is null || owners.Of(expiring.Suppression.Principal) == owner).Select(expiring => expiring with
                    {
                        Suppression = WithoutNames(expiring.Suppression, new OthersNames(digest.Report.Findings.Where(finding => expiring.Findings.Contains(finding.Id)), owner, elsewhere)),
                        // Whom it names may stand in none of these findings, because it takes him out.
                        Findings = expiring.Suppression.Principal is null ? [.. expiring.Findings.Where(ids.Contains)] : expiring.Findings,
                    })
                    .Where(expiring => !expiring.Findings.IsEmpty),
            ],
        };
        return digest with { Owner = owner, Report = report, Findings = [.. own.Where(finding => finding.IsNews)] };
    }

    private static Finding? For(Finding finding, string owner, IReadOnlySet<string> elsewhere)
    {
        ImmutableArray<FindingPrincipal> own = [.. finding.Principals.Where(principal => principal.Owner == owner)];
        ImmutableArray<FindingPrincipal> removed = [.. finding.PrincipalsRemoved.Where(principal => principal.Owner == owner)];
        if (own.IsEmpty && removed.IsEmpty)
            return null;
        var narrowed = finding with { Principals = own, PrincipalsRemoved = removed, OtherPrincipals = finding.Principals.Length - own.Length };
        return WithoutNames(narrowed, new OthersNames([finding], owner, elsewhere));
    }

    /// <summary>What is told without whatever names somebody else's principals.</summary>
    private static Finding WithoutNames(Finding finding, OthersNames others)
    {
        var draft = finding.Draft;
        return finding with
        {
            Remedy = others.AreConcerned || (finding.Remedy is { } remedy && Names(remedy, others)) ? null : finding.Remedy,
            Evidence = [.. finding.Evidence.Where(evidence => !others.AreIn(evidence.Policy) && !others.AreIn(evidence.Statement) && !others.AreIn(evidence.Text))],
            Blockers = [.. finding.Blockers.Where(blocker => !others.AreIn(blocker.Policy?.Id) && !others.AreIn(blocker.Statement?.Label))],
            Suppressions = [.. finding.Suppressions.Where(suppression => !others.AreIn(suppression.Principal)).Select(suppression => WithoutNames(suppression, others))],
            Draft = draft with
            {
                Title = others.AreIn(draft.Title) ? FindingRules.Find(finding.Rule)?.Title ?? finding.Rule : draft.Title,
                Explanation = others.AreIn(draft.Explanation) ? "The whole report explains it; the explanation names principals that others answer for." : draft.Explanation,
                Resources = [.. draft.Resources.Where(resource => !others.AreIn(resource))],
                Subject = others.AreIn(draft.Subject.DisplayId) ? draft.Subject with { DisplayId = draft.Subject.Kind } : draft.Subject,
            },
        };
    }

    private static bool Names(Remedy remedy, OthersNames others) => remedy.AlsoFrees.Any(others.AreIn)
        || remedy.Changes.Any(change => others.AreIn(change.Principal.Arn) || others.AreIn(change.Id) || others.AreIn(change.Document));

    /// <summary>That it ends concerns the owner, whomever its reason names.</summary>
    private static Suppression WithoutNames(Suppression suppression, OthersNames others) => others.AreIn(suppression.Reason)
        ? suppression with { Reason = "The whole report has the reason; it names principals that others answer for." }
        : suppression;
}
