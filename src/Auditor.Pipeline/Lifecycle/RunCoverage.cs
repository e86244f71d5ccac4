using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>Tells of a finding that no longer occurs whether this run has looked at everything that it rested on: only then is it resolved.</summary>
/// <param name="facts">What this run has.</param>
/// <param name="before">What the run before left.</param>
internal sealed class RunCoverage(AuditFacts facts, RunMemory before)
{
    private const string AboutGaps = "BCA901";
    private readonly HidingGaps gaps = new(facts, before);
    private readonly bool isOrganizationLost = before.IsOrganizationKnown && facts.Organization is null;
    private readonly bool areServiceControlPoliciesUnreadable = facts.Gaps.Any(gap => gap.Kind == GapKind.ScpUnreadable);

    // What such a file leaves out may be anybody; the gap of a snapshot that is one file names no account.
    private readonly HashSet<string> cutOff = facts.Gaps.Where(IsOfPrincipals)
        .SelectMany(gap => gap.Account is { } account ? (IEnumerable<string>)[account] : facts.AccountsRead).ToHashSet(StringComparer.Ordinal);

    private readonly bool isListOfAccountsInDoubt = facts.Organization is not { Accounts.IsEmpty: false }
        || facts.Gaps.Any(gap => gap.Kind is GapKind.Truncated or GapKind.FileUnreadable && gap.File?.StartsWith(SnapshotFolder.Organization, StringComparison.Ordinal) == true);

    // Of an account that has left a list in doubt there is no gap. What a file leaves out may be another part each time.
    private bool IsSomeAccountLost => cutOff.Count > 0 || (isListOfAccountsInDoubt && before.Accounts.Keys.Any(account => !facts.AccountsRead.Contains(account)));

    /// <summary>True if the finding would have been found again, were it still there.</summary>
    public bool Covers(RememberedFinding finding)
    {
        if (FindingRules.Find(finding.Rule)?.WhatIsMissing(facts) is not null)
            return false;
        if (finding.Rule == AboutGaps)
            return true;
        if (isOrganizationLost || (areServiceControlPoliciesUnreadable && FindingRules.Find(finding.Rule) is { IsAboutServiceControlPolicies: true }))
            return false;
        return !gaps.MayHide(finding)
            && !(RestsOnEveryAccount(finding) && MayHideElsewhere(finding))
            && (finding.Account is null || IsRead(finding.Account))
            && finding.Principals.All(principal => Covers(principal, finding));
    }

    /// <summary>True if the principal would have been met, were it still there, and could be judged.</summary>
    /// <param name="principal">A principal of a finding.</param>
    /// <param name="finding">The finding.</param>
    public bool Covers(FindingPrincipal principal, RememberedFinding finding) =>
        IsRead(principal.Account) && !IsUnreadable(principal.Arn) && !gaps.MayHide(principal, principal.UnseenSince ?? finding.UnseenSince);

    /// <summary>What is about the organization, or about several accounts, may be there because of any of them.</summary>
    private static bool RestsOnEveryAccount(RememberedFinding finding) =>
        finding.Account is null || finding.Subject.IsOrganization || FindingRules.Find(finding.Rule) is { RestsOnEveryAccount: true };

    /// <summary>True if what it rests on may be in any account, and not all of them could be looked at. Only a whole list of accounts tells that one is an outsider.</summary>
    private bool MayHideElsewhere(RememberedFinding finding) =>
        IsSomeAccountLost || gaps.MayHideByAnyAccount(finding) || (!facts.IsEveryAccountListed && SnapshotFolder.IsAccount(finding.Matter));

    /// <summary>An account that the organization no longer has, or has closed, holds nobody any more.</summary>
    private bool IsRead(string account) => facts.AccountsRead.Contains(account)
        ? !cutOff.Contains(account)
        : !isListOfAccountsInDoubt && !(facts.Organization!.Accounts.TryGetValue(account, out var there) && there.IsActive);

    private static bool IsOfPrincipals(Gap gap) => gap is { Kind: GapKind.Truncated, Part: SnapshotPart.Accounts, File: { } file }
        && !file.Contains(SnapshotFolder.Metadata, StringComparison.Ordinal);

    private bool IsUnreadable(string arn) =>
        facts.Find(arn) is { } assessed
        && (assessed.Unknown != 0 || assessed.Facts.HasUnreadable);
}
