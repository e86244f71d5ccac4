using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>
/// Tells whether a finding may be missing because something could not be read. A gap hides what no run has seen since it began; what was found in spite of it, it does not hide.
/// </summary>
internal sealed class HidingGaps
{
    private static readonly DateTimeOffset New = DateTimeOffset.MaxValue;
    private readonly IReadOnlySet<string> accountsRead;
    private readonly string? payer;
    private readonly Dictionary<string, DateTimeOffset> inAccount = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> ofPrincipal = new(StringComparer.Ordinal);
    // The organization, the inventory, what names no account, and what this run was not given, may concern everybody.
    private DateTimeOffset everywhere = DateTimeOffset.MinValue;
    private DateTimeOffset anywhere = DateTimeOffset.MinValue;
    private DateTimeOffset inUnread = DateTimeOffset.MinValue;

    /// <param name="facts">What this run has.</param>
    /// <param name="before">What the run before left.</param>
    public HidingGaps(AuditFacts facts, RunMemory before)
    {
        accountsRead = facts.AccountsRead;
        payer = facts.Payer;
        var known = new KnownGaps(facts.Gaps, before);
        foreach (var gap in facts.Gaps)
            Add(gap, IsOfAnotherPart(gap) ? New : known.SinceOf(gap) ?? New);
        foreach (var (_, since) in GivenInputs.LackingIn(facts, before))
            everywhere = Later(everywhere, since ?? New);
    }

    /// <summary>True if a gap that began when the finding was last seen no more, or later, may hide it, whomever it concerns.</summary>
    public bool MayHide(RememberedFinding finding) =>
        Hides(everywhere, finding.UnseenSince)
        || Hides(finding.Account is { } account ? inAccount.GetValueOrDefault(account) : anywhere, finding.UnseenSince);

    /// <summary>The same of gaps in any account: also where nothing of the account was read.</summary>
    public bool MayHideByAnyAccount(RememberedFinding finding) => Hides(Later(everywhere, Later(anywhere, inUnread)), finding.UnseenSince);

    /// <summary>True if a gap that began when a principal was last met no more, or later, may hide that a finding concerns it.</summary>
    public bool MayHide(FindingPrincipal principal, DateTimeOffset? unseenSince) =>
        Hides(everywhere, unseenSince)
        || Hides(inAccount.GetValueOrDefault(principal.Account), unseenSince)
        || Hides(ofPrincipal.GetValueOrDefault(principal.Arn), unseenSince);

    /// <summary>True if it is about the payer's inventory, which says which resources there are for principals of every account.</summary>
    /// <param name="gap">The gap.</param>
    /// <param name="payer">The payer's account id, or null if unknown.</param>
    public static bool IsOfInventory(Gap gap, string? payer) => gap.Part == SnapshotPart.Inventory && (payer is null || gap.Account is null || gap.Account == payer);

    /// <summary>True if principals, or policies that they have, may be missing because of it.</summary>
    public static bool MayHidePolicies(Gap gap) =>
        gap.Kind is not (GapKind.ScpUnreadable or GapKind.SimulationUnanswered)
        && gap.Part is not (SnapshotPart.Inventory or SnapshotPart.Activity or SnapshotPart.LastAccessed);

    /// <summary>An inventory that is cut off may lack other resources each time.</summary>
    private bool IsOfAnotherPart(Gap gap) => gap.Kind == GapKind.Truncated && IsOfInventory(gap, payer);

    private void Add(Gap gap, DateTimeOffset since)
    {
        if (gap.Kind == GapKind.SimulationUnanswered)
        {
            ofPrincipal[gap.What] = since;
        }
        else if (gap.Account is not { } account || IsOfInventory(gap, payer))
        {
            everywhere = Later(everywhere, since);
        }
        else if (gap.Part is SnapshotPart.Inventory or SnapshotPart.Activity or SnapshotPart.LastAccessed)
        {
            // What resources other accounts than the payer have is of no use to anybody, and the one rule that rests on the activity says itself when it needs more.
        }
        else if (!accountsRead.Contains(account))
        {
            // Whether principals of an account that was not read at all are there, nobody knows; what rests on everybody may rest on them.
            inUnread = Later(inUnread, since);
        }
        else
        {
            inAccount[account] = Later(inAccount.GetValueOrDefault(account), since);
            anywhere = Later(anywhere, since);
        }
    }

    /// <summary>What the last run saw, only a gap of this run can hide.</summary>
    private static bool Hides(DateTimeOffset gap, DateTimeOffset? unseenSince) => gap >= (unseenSince ?? New);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
