using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Counts the accounts under each level that could not be read, so that a level is one gap however many accounts it concerns.</summary>
internal sealed class LevelGaps(PolicyType type, AttachedPolicies attached)
{
    private readonly SortedDictionary<string, int> emptyLevels = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<string>> emptyAccounts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> withoutContent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrganizationPolicy> policies = new(StringComparer.Ordinal);
    private int accounts;

    /// <summary>Notes what is wrong above one account.</summary>
    public void Count(ImmutableArray<string> path, string account)
    {
        accounts++;
        foreach (var node in path)
        {
            if (IsEmpty(node))
                emptyLevels[node] = emptyLevels.GetValueOrDefault(node) + 1;
        }

        if (IsEmpty(account))
            AccountsUnder(path[^1]).Add(account);
        foreach (var policy in path.Append(account).SelectMany(attached.Known).Where(policy => policy.Document is null).Distinct())
        {
            policies[policy.Id] = policy;
            withoutContent[policy.Id] = withoutContent.GetValueOrDefault(policy.Id) + 1;
        }
    }

    /// <summary>The gaps: policies without targets or content, then levels without policies.</summary>
    public ImmutableArray<Gap> ToImmutable() =>
    [
        .. attached.Adrift.Where(_ => accounts > 0).Select(policy =>
            Gap(null, policy.Arn, $"{policy.Doubt ?? $"the targets of `{policy.Id}` are not in the snapshot"}: it may bind any of {Number(accounts)}")),
        .. withoutContent.Select(entry =>
            Gap(null, policies[entry.Key].Arn, $"the content of `{entry.Key}` is not in the snapshot; it binds {Number(entry.Value)}")),
        .. emptyLevels.Select(entry =>
            Gap(null, entry.Key, $"no {type.Describe()} is attached to `{entry.Key}`, though every level needs one; {Number(entry.Value)} below it")),
        .. emptyAccounts.Select(entry => OfAccounts(entry.Key, entry.Value)),
    ];

    /// <summary>A level that may hold a policy without known targets is not empty for certain; that policy's gap says so.</summary>
    private bool IsEmpty(string node) => attached.Adrift.IsEmpty && attached.Known(node).Count == 0;

    private List<string> AccountsUnder(string parent)
    {
        if (!emptyAccounts.TryGetValue(parent, out var under))
            emptyAccounts[parent] = under = [];
        return under;
    }

    private Gap OfAccounts(string parent, List<string> under) => under.Count == 1
        ? Gap(under[0], under[0], $"no {type.Describe()} is attached to `{under[0]}`, though every level needs one; 1 account")
        : Gap(null, parent, $"no {type.Describe()} is attached to {Number(under.Count)} of `{parent}`, though every level needs one; the first is `{under[0]}`");

    private static Gap Gap(string? account, string what, string error) =>
        new(GapKind.ScpUnreadable, account, what, SnapshotFolder.Organization, null, null, null, error);

    private static string Number(int count) => count == 1 ? "1 account" : $"{count} accounts";
}
