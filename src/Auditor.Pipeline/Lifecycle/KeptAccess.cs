using System.Collections.Immutable;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>Who can do what, for the next run to compare with. What could not be read this time is, for all we know, as it was.</summary>
internal static class KeptAccess
{
    /// <summary>Everybody's access by account: as this run sees it, and else as the run before left it.</summary>
    public static ImmutableSortedDictionary<string, AccountMemory> Of(RunMemory before, AuditFacts facts)
    {
        if (before.KnewMoreThan(facts))
            return before.Accounts;
        // But not of what the catalogue did not have then.
        var earlier = before.KnownActions == ActionMask.All ? before.Accounts : before.Accounts.Clear();
        var gaps = facts.Gaps.Where(LeavesOutPrincipals).ToArray();
        var isAnyAccount = gaps.Any(gap => gap.Account is null);
        var accounts = gaps.Select(gap => gap.Account).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return earlier.SetItems(facts.Memories.Select(memory => KeyValuePair.Create(
            memory.Account,
            (isAnyAccount || accounts.Contains(memory.Account)) && earlier.TryGetValue(memory.Account, out var known) ? memory.WithMissingOf(known) : memory)));
    }

    /// <summary>An error in a policy leaves nobody out: whose it is, is there, and what he can do is unknown.</summary>
    private static bool LeavesOutPrincipals(Gap gap) => gap.Kind != GapKind.PolicyUnreadable && HidingGaps.MayHidePolicies(gap);
}
