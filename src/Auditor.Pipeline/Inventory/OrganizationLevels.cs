using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Inventory;

/// <summary>The service and resource control policies over each account, put together once for every distinct place.</summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html"/> and
/// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html"/>. Not for several threads at once.
/// </remarks>
internal sealed class OrganizationLevels
{
    private const string All = "ALL";
    private readonly OrganizationSnapshot organization;
    private readonly GapLog gaps;
    private readonly PolicyKind serviceControl;
    private readonly PolicyKind resourceControl;

    public OrganizationLevels(OrganizationSnapshot organization, GapLog gaps)
    {
        this.organization = organization;
        this.gaps = gaps;
        serviceControl = new PolicyKind(organization, PolicyType.ServiceControlPolicy, "SERVICE_CONTROL_POLICY");
        resourceControl = new PolicyKind(organization, PolicyType.ResourceControlPolicy, "RESOURCE_CONTROL_POLICY");
    }

    /// <summary>Why service control policies do not apply to the principals of an account, if they do not.</summary>
    public ServiceControlExemption ExemptionOf(string account)
    {
        if (account == organization.ManagementAccount)
            return ServiceControlExemption.ManagementAccount;
        if (organization.FeatureSet is { } features && features != All)
            return ServiceControlExemption.ConsolidatedBilling;
        return serviceControl.IsEnabled ? ServiceControlExemption.None : ServiceControlExemption.NotEnabled;
    }

    /// <summary>The service control policies over an account, root first.</summary>
    public ImmutableArray<OrganizationLevel>? ServiceControlOver(string account) =>
        ExemptionOf(account) == ServiceControlExemption.None ? Levels(serviceControl, account) : null;

    /// <summary>The resource control policies over an account's resources; null for those of the management account.</summary>
    public ImmutableArray<OrganizationLevel>? ResourceControlOver(string account) =>
        account != organization.ManagementAccount && resourceControl.IsEnabled ? Levels(resourceControl, account) : null;

    private ImmutableArray<OrganizationLevel> Levels(PolicyKind kind, string account)
    {
        if (kind.HasUnknownTargets)
            return [Unread(kind, "organization", "a policy's targets are missing, so nobody knows which accounts it binds")];
        if (!organization.Accounts.TryGetValue(account, out var place) || place.Path is not { } path)
            return [Unread(kind, account, "the account's place in the organization is not known")];
        return [.. path.Append(account).Select(node => kind.LevelOf(node) ?? Remember(kind, node))];
    }

    /// <summary>AWS never leaves a node without a policy of an enabled kind: one that has none was not read.</summary>
    private OrganizationLevel Remember(PolicyKind kind, string node)
    {
        var level = Unread(kind, node, $"no {kind.Type.Describe()} is known at `{node}`, where AWS always has one");
        kind.Add(level);
        return level;
    }

    private OrganizationLevel Unread(PolicyKind kind, string node, string reason)
    {
        gaps.Add(new Gap { Kind = GapKind.ScpUnreadable, What = $"{kind.Type.Describe()} at {node}", File = "organization.json", Error = reason });
        return new OrganizationLevel(node, [new SourcedPolicy(new PolicySource(node, node), PolicyDocument.Unread(kind.Type, reason))]);
    }

    /// <summary>One kind of policy: whether it counts, and what is attached where.</summary>
    private sealed class PolicyKind
    {
        private readonly Dictionary<string, OrganizationLevel> levels = new(StringComparer.Ordinal);

        public PolicyKind(OrganizationSnapshot organization, PolicyType type, string word)
        {
            Type = type;
            var policies = organization.Policies.Where(policy => policy.Type == type).ToArray();
            var stated = organization.Roots.Select(root => root.EnabledPolicyTypes).ToArray();
            IsEnabled = stated.Any(types => types is { } known && known.Contains(word, StringComparer.Ordinal))
                || (stated.All(types => types is null) && policies.Any(policy => policy.Targets is null or { IsEmpty: false }));
            HasUnknownTargets = policies.Any(policy => policy.Targets is null);
            var attached = policies.SelectMany(policy => (policy.Targets ?? []).Select(target => (target, policy)));
            foreach (var node in attached.GroupBy(pair => pair.target, StringComparer.Ordinal))
                levels[node.Key] = new OrganizationLevel(node.Key, [.. node.Select(pair => Sourced(pair.policy))]);
        }

        public PolicyType Type { get; }

        public bool IsEnabled { get; }

        public bool HasUnknownTargets { get; }

        public OrganizationLevel? LevelOf(string node) => levels.GetValueOrDefault(node);

        public void Add(OrganizationLevel level) => levels[level.TargetId] = level;

        private static SourcedPolicy Sourced(OrganizationPolicy policy) => new(
            new PolicySource(policy.Arn, policy.Name),
            policy.Document ?? PolicyDocument.Unread(policy.Type, "the policy's content is missing"));
    }
}
