using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Which policies of one type are attached where. A policy whose targets are not known may be attached anywhere, so it stands unread everywhere.</summary>
internal sealed class AttachedPolicies
{
    private readonly Dictionary<string, List<OrganizationPolicy>> byTarget = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<SourcedPolicy>> shared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourcedPolicy> sourced = new(StringComparer.Ordinal);

    public AttachedPolicies(OrganizationSnapshot organization, PolicyType type)
    {
        var policies = organization.Policies.Where(policy => policy.Type == type).ToList();
        Adrift = [.. policies.Where(policy => policy.Targets is null)];
        foreach (var policy in policies)
        {
            sourced.Add(policy.Id, ToSourced(policy));
            foreach (var target in (policy.Targets ?? []).Distinct(StringComparer.Ordinal))
                ListOf(target).Add(policy);
        }
    }

    /// <summary>The policies whose targets are not known.</summary>
    public ImmutableArray<OrganizationPolicy> Adrift { get; }

    /// <summary>True if a policy has a target, or may have one.</summary>
    public bool AreUsed => byTarget.Count > 0 || !Adrift.IsEmpty;

    /// <summary>The policies of a root, a unit or an account; the same array wherever the same policies are attached.</summary>
    public ImmutableArray<SourcedPolicy> To(string node)
    {
        var ids = Known(node).Concat(Adrift).Select(policy => policy.Id).ToList();
        var key = string.Join('/', ids);
        if (!shared.TryGetValue(key, out var policies))
            shared[key] = policies = [.. ids.Select(id => sourced[id])];
        return policies;
    }

    /// <summary>The policies that are known to be attached to a node.</summary>
    public IReadOnlyList<OrganizationPolicy> Known(string node) => byTarget.GetValueOrDefault(node) ?? (IReadOnlyList<OrganizationPolicy>)[];

    private List<OrganizationPolicy> ListOf(string target)
    {
        if (!byTarget.TryGetValue(target, out var policies))
            byTarget[target] = policies = [];
        return policies;
    }

    private static SourcedPolicy ToSourced(OrganizationPolicy policy)
    {
        var document = policy.Targets is null
            ? PolicyDocument.Unread(policy.Type, policy.Doubt ?? $"the targets of `{policy.Id}` are not in the snapshot")
            : policy.Document ?? PolicyDocument.Unread(policy.Type, $"the content of `{policy.Id}` is not in the snapshot");
        return new SourcedPolicy(new PolicySource(policy.Arn, policy.Name), document);
    }
}
