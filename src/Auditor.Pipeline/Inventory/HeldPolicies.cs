using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Inventory;

/// <summary>The policies of one account as its principals hold them: a managed one is the same for all who hold it. For one thread at a time.</summary>
internal sealed class HeldPolicies
{
    private readonly AccountSnapshot account;
    private readonly Dictionary<string, PolicyReference> managed;
    private readonly Dictionary<string, (string Name, HeldPolicy Held)> attachedPolicies = new(StringComparer.Ordinal);
    private readonly Dictionary<AttachedPolicy, HeldPolicy> underOtherNames = [];

    /// <param name="account">The account.</param>
    public HeldPolicies(AccountSnapshot account)
    {
        this.account = account;
        managed = account.ManagedPolicies.Values.ToDictionary(policy => policy.Arn, ReferenceOf, StringComparer.Ordinal);
    }

    /// <summary>What a role or a user holds by itself: its inline policies, then those attached to it.</summary>
    /// <param name="holderArn">Its ARN.</param>
    /// <param name="holderKey">What its inline policies are known by besides their names.</param>
    /// <param name="inline">Its inline policies.</param>
    /// <param name="attached">The policies attached to it.</param>
    public ImmutableArray<HeldPolicy> Of(string holderArn, string holderKey, ImmutableArray<InlinePolicy> inline, ImmutableArray<AttachedPolicy> attached)
    {
        var held = ImmutableArray.CreateBuilder<HeldPolicy>(inline.Length + attached.Length);
        foreach (var policy in inline)
            held.Add(Inline(holderArn, holderKey, policy));
        foreach (var policy in attached)
            held.Add(Attached(policy));
        return held.MoveToImmutable();
    }

    /// <summary>What the members of a group hold through it.</summary>
    public ImmutableArray<HeldPolicy> Of(GroupRecord group) => Of(group.Arn, group.Id, group.InlinePolicies, group.AttachedPolicies);

    /// <summary>A managed policy of the account, whoever holds it.</summary>
    public HeldPolicy Of(ManagedPolicyRecord policy) => new(managed[policy.Arn], policy.Document);

    /// <summary>An inline policy.</summary>
    public HeldPolicy Inline(string holderArn, string holderKey, InlinePolicy policy) => new(
        new PolicyReference
        {
            Id = $"{holderArn} {policy.Name}",
            Name = policy.Name,
            Origin = PolicyOrigin.Inline,
            Account = account.Id,
            HolderKey = holderKey,
        },
        policy.Document);

    /// <summary>The permissions boundary with this ARN; null for none.</summary>
    public HeldPolicy? Boundary(string? arn) =>
        arn is null ? null : new HeldPolicy(Reference(arn, arn[(arn.LastIndexOf('/') + 1)..]), account.Resolve(arn, PolicyType.PermissionsBoundary));

    /// <summary>An attached policy, the same for all to whom it is attached under the same name.</summary>
    private HeldPolicy Attached(AttachedPolicy policy)
    {
        if (!attachedPolicies.TryGetValue(policy.Arn, out var first))
            attachedPolicies[policy.Arn] = first = (policy.Name, Resolved(policy));
        if (first.Name == policy.Name)
            return first.Held;
        // Hardly ever: the name is the last part of the ARN.
        if (!underOtherNames.TryGetValue(policy, out var held))
            underOtherNames[policy] = held = Resolved(policy);
        return held;
    }

    private HeldPolicy Resolved(AttachedPolicy policy) => new(Reference(policy.Arn, policy.Name), account.Resolve(policy.Arn, PolicyType.IdentityBased));

    private PolicyReference Reference(string arn, string name) => managed.TryGetValue(arn, out var known) ? known : new PolicyReference
    {
        Id = arn,
        Name = name,
        Origin = IsAwsManaged(arn) ? PolicyOrigin.AwsManaged : PolicyOrigin.CustomerManaged,
        Account = account.Id,
    };

    private PolicyReference ReferenceOf(ManagedPolicyRecord policy) => new()
    {
        Id = policy.Arn,
        Name = policy.Name,
        Origin = policy.IsAwsManaged ? PolicyOrigin.AwsManaged : PolicyOrigin.CustomerManaged,
        Account = account.Id,
        VersionId = policy.DefaultVersionId,
        ExpendableVersionId = policy.IsAwsManaged ? null : policy.ExpendableVersionId,
        VersionDate = policy.VersionCreateDate,
    };

    private static bool IsAwsManaged(string arn) => arn.Contains(":iam::aws:", StringComparison.Ordinal);
}
