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
        var older = before.Accounts.ToImmutableSortedDictionary(entry => entry.Key, entry => new OlderAnswers(entry.Value, before.GeneratedAt), StringComparer.Ordinal);
        if (before.KnewMoreThan(facts))
            return Whole(older);
        // But not of what the catalogue did not have then.
        if (before.KnownActions != ActionMask.All)
            older = older.Clear();
        var gaps = facts.Gaps.Where(LeavesOutPrincipals).ToArray();
        var isAnyAccount = gaps.Any(gap => gap.Account is null);
        var accounts = gaps.Select(gap => gap.Account).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return Whole(older.RemoveRange(facts.Memories.Select(memory => memory.Account))).SetItems(facts.Memories.Select(memory => KeyValuePair.Create(
            memory.Account,
            older.TryGetValue(memory.Account, out var known) ? known.Completed(memory, isAnyAccount || accounts.Contains(memory.Account)) : memory)));
    }

    private static ImmutableSortedDictionary<string, AccountMemory> Whole(ImmutableSortedDictionary<string, OlderAnswers> older) =>
        older.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Whole(), StringComparer.Ordinal);

    /// <summary>An error in a policy leaves nobody out: whose it is, is there, and what he can do is unknown.</summary>
    private static bool LeavesOutPrincipals(Gap gap) => gap.Kind != GapKind.PolicyUnreadable && HidingGaps.MayHidePolicies(gap);
}
