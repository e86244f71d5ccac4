using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>The levels of one type of policy for every member account.</summary>
internal sealed class PolicyTypeLevels
{
    private readonly OrganizationSnapshot organization;
    private readonly PolicyType type;
    private readonly AttachedPolicies attached;
    private readonly LevelGaps gaps;
    private readonly Dictionary<string, ImmutableArray<OrganizationLevel>> byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<OrganizationLevel>> byAccount = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrganizationLevel> byNode = new(StringComparer.Ordinal);

    /// <param name="organization">The organization.</param>
    /// <param name="type">The type of policy.</param>
    /// <param name="counted">The accounts that are read: what is missing above them is a gap.</param>
    public PolicyTypeLevels(OrganizationSnapshot organization, PolicyType type, HashSet<string> counted)
    {
        this.organization = organization;
        this.type = type;
        attached = new AttachedPolicies(organization, type);
        gaps = new LevelGaps(type, attached);
        foreach (var account in organization.Accounts.Values)
        {
            if (account.Id == organization.ManagementAccount || account.Path is not { } path || !IsEnabled(path[0]))
                continue;
            byAccount.Add(account.Id, [.. Of(path), LevelOf(account.Id)]);
            if (counted.Contains(account.Id))
                gaps.Count(path, account.Id);
        }

        Gaps = gaps.ToImmutable();
    }

    public ImmutableArray<Gap> Gaps { get; }

    /// <summary>True if the type is enabled where the account stands; an account whose place is not known may stand under any root.</summary>
    public bool AppliesTo(string account)
    {
        if (organization.Accounts.GetValueOrDefault(account)?.Path is { } path)
            return IsEnabled(path[0]);
        return organization.Roots.IsEmpty ? IsUsed : organization.Roots.Any(root => IsEnabled(root.Id));
    }

    /// <summary>The levels over an account; one that cannot be read if its place is not known.</summary>
    public ImmutableArray<OrganizationLevel> Of(string account) =>
        byAccount.TryGetValue(account, out var levels) ? levels : [Unread(account, $"the place of `{account}` in the organization is not known")];

    private ImmutableArray<OrganizationLevel> Of(ImmutableArray<string> path)
    {
        var key = string.Join('/', path);
        if (!byPath.TryGetValue(key, out var levels))
            byPath[key] = levels = [.. path.Select(LevelOf)];
        return levels;
    }

    private OrganizationLevel LevelOf(string node)
    {
        if (byNode.TryGetValue(node, out var level))
            return level;
        var policies = attached.To(node);
        level = policies.IsEmpty
            ? Unread(node, $"no {type.Describe()} of `{node}` is in the snapshot, though every level has one")
            : new OrganizationLevel(node, policies);
        return byNode[node] = level;
    }

    private OrganizationLevel Unread(string node, string reason) =>
        new(node, [new SourcedPolicy(new PolicySource(node, node), PolicyDocument.Unread(type, reason))]);

    /// <summary>What the root says; if it says nothing, whether the type is in use.</summary>
    private bool IsEnabled(string root)
    {
        var enabled = organization.Roots.FirstOrDefault(candidate => candidate.Id == root)?.EnabledPolicyTypes;
        return enabled?.Contains(AwsName, StringComparer.Ordinal) ?? IsUsed;
    }

    private bool IsUsed => attached.AreUsed;

    private string AwsName => type == PolicyType.ServiceControlPolicy ? "SERVICE_CONTROL_POLICY" : "RESOURCE_CONTROL_POLICY";
}
