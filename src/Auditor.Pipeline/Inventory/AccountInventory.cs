using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Inventory;

/// <summary>The principals of one account, each with all that it holds, and the account's policies with their holders.</summary>
public sealed class AccountInventory
{
    private readonly AccountSnapshot account;
    private readonly Dictionary<string, PolicyReference> managed;
    private readonly HashSet<string> attachedToGroups = new(StringComparer.Ordinal);
    private readonly List<HeldPolicy> ofGroups = [];
    private readonly Dictionary<string, (string Name, HeldPolicy Held)> attachedPolicies = new(StringComparer.Ordinal);
    private readonly Dictionary<AttachedPolicy, HeldPolicy> underOtherNames = [];

    private AccountInventory(AccountSnapshot account)
    {
        this.account = account;
        managed = account.ManagedPolicies.Values.ToDictionary(policy => policy.Arn, policy => ReferenceOf(policy), StringComparer.Ordinal);
        foreach (var group in account.Groups)
        {
            attachedToGroups.UnionWith(group.AttachedPolicies.Select(policy => policy.Arn));
            ofGroups.AddRange(group.InlinePolicies.Select(policy => HeldInline(group.Arn, group.Id, policy)));
        }
    }

    /// <summary>Roles and users in ordinal order of their ARNs.</summary>
    public ImmutableArray<Principal> Principals { get; private set; } = [];


    /// <summary>Takes stock of an account.</summary>
    public static AccountInventory Of(AccountSnapshot account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var inventory = new AccountInventory(account);
        ImmutableArray<Principal> principals =
        [
            .. account.Roles.Select(inventory.RolePrincipal).Concat(account.Users.Select(inventory.UserPrincipal))
                .OrderBy(principal => principal.Arn, StringComparer.Ordinal),
        ];
        inventory.Principals = principals;
        return inventory;
    }

    /// <summary>The groups in ordinal order of their ARNs.</summary>
    public ImmutableArray<HeldGroup> Groups()
    {
        var members = account.Users.SelectMany(user => user.GroupNames.Select(name => (name, user.Arn))).ToLookup(pair => pair.name, pair => pair.Arn, StringComparer.Ordinal);
        return
        [
            .. account.Groups.OrderBy(group => group.Arn, StringComparer.Ordinal)
                .Select(group => new HeldGroup(group.Arn, group.Name, HeldByGroup(group), members[group.Name].ToHashSet(StringComparer.Ordinal))),
        ];
    }

    private Principal RolePrincipal(RoleRecord role)
    {
        var kind = PrincipalKinds.OfRole(role.Path);
        var permissionSet = kind == PrincipalKind.IdentityCenterRole ? PrincipalKinds.PermissionSetOf(role.Name) : null;
        return new Principal
        {
            Arn = role.Arn,
            Account = account.Id,
            Kind = kind,
            Id = role.Id,
            Name = role.Name,
            PermissionSet = permissionSet,
            CreateDate = role.CreateDate,
            Holdings = new Holdings
            {
                Tags = role.Tags,
                Policies = Held(role.Arn, permissionSet is null ? role.Id : "sso:" + permissionSet, role.InlinePolicies, role.AttachedPolicies),
                Boundary = Boundary(role.BoundaryArn),
                TrustPolicy = role.TrustPolicy,
            },
        };
    }

    private Principal UserPrincipal(UserRecord user)
    {
        ImmutableArray<HeldPolicy> fromGroups = [.. user.GroupNames.Order(StringComparer.Ordinal).SelectMany(name => HeldByGroup(account.ResolveGroup(name)))];
        return new Principal
        {
            Arn = user.Arn,
            Account = account.Id,
            Kind = PrincipalKind.User,
            Id = user.Id,
            Name = user.Name,
            CreateDate = user.CreateDate,
            Holdings = new Holdings
            {
                Tags = user.Tags,
                Policies =
                [
                    .. Held(user.Arn, user.Id, user.InlinePolicies, user.AttachedPolicies)
                        .Concat(fromGroups)
                        .DistinctBy(policy => (policy.Reference.Id, policy.Document)),
                ],
                FromGroups = fromGroups.Select(policy => policy.Reference.Id).ToHashSet(StringComparer.Ordinal),
                Boundary = Boundary(user.BoundaryArn),
            },
        };
    }

    private ImmutableArray<HeldPolicy> Held(string holderArn, string holderKey, ImmutableArray<InlinePolicy> inline, ImmutableArray<AttachedPolicy> attached)
    {
        var held = ImmutableArray.CreateBuilder<HeldPolicy>(inline.Length + attached.Length);
        foreach (var policy in inline)
            held.Add(HeldInline(holderArn, holderKey, policy));
        foreach (var policy in attached)
            held.Add(HeldManaged(policy));
        return held.MoveToImmutable();
    }

    /// <summary>An attached policy, the same for all to whom it is attached under the same name.</summary>
    private HeldPolicy HeldManaged(AttachedPolicy policy)
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

    private ImmutableArray<HeldPolicy> HeldByGroup(GroupRecord group) => Held(group.Arn, group.Id, group.InlinePolicies, group.AttachedPolicies);

    private HeldPolicy HeldInline(string holderArn, string holderKey, InlinePolicy policy) => new(
        new PolicyReference
        {
            Id = $"{holderArn} {policy.Name}",
            Name = policy.Name,
            Origin = PolicyOrigin.Inline,
            Account = account.Id,
            HolderKey = holderKey,
        },
        policy.Document);

    private HeldPolicy? Boundary(string? arn) =>
        arn is null ? null : new HeldPolicy(Reference(arn, arn[(arn.LastIndexOf('/') + 1)..]), account.Resolve(arn, PolicyType.PermissionsBoundary));

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
        VersionDate = policy.VersionCreateDate,
    };

    private static bool IsAwsManaged(string arn) => arn.Contains(":iam::aws:", StringComparison.Ordinal);

    /// <summary>The policies of the account that somebody wrote or holds and that are wanted, in ordinal order.</summary>
    /// <param name="isWanted">Says the same of a policy whoever holds it.</param>
    internal ImmutableArray<PolicyUse> Policies(Func<HeldPolicy, bool> isWanted)
    {
        var holders = Holders(isWanted);
        var uses = new List<PolicyUse>(holders.Count);
        foreach (var (policy, held) in holders.Values)
            uses.Add(new PolicyUse(policy.Reference, policy.Document, held.ToImmutable(), IsAttached: true));
        // Policies that nobody holds can still be written wrongly.
        foreach (var policy in account.ManagedPolicies.Values)
        {
            if (!policy.IsAwsManaged && !holders.ContainsKey(policy.Arn) && isWanted(new HeldPolicy(managed[policy.Arn], policy.Document)))
                uses.Add(new PolicyUse(managed[policy.Arn], policy.Document, [], attachedToGroups.Contains(policy.Arn)));
        }

        uses.AddRange(ofGroups.Where(policy => !holders.ContainsKey(policy.Reference.Id) && isWanted(policy)).Select(policy => new PolicyUse(policy.Reference, policy.Document, [], IsAttached: true)));
        uses.Sort((left, right) => string.CompareOrdinal(left.Reference.Id, right.Reference.Id));
        return [.. uses];
    }

    private Dictionary<string, (HeldPolicy Policy, ImmutableArray<Principal>.Builder Holders)> Holders(Func<HeldPolicy, bool> isWanted)
    {
        var holders = new Dictionary<string, (HeldPolicy Policy, ImmutableArray<Principal>.Builder Holders)>(StringComparer.Ordinal);
        foreach (var principal in Principals)
        {
            foreach (var policy in principal.Policies)
            {
                if (!isWanted(policy))
                    continue;
                if (!holders.TryGetValue(policy.Reference.Id, out var known))
                    holders.Add(policy.Reference.Id, known = (policy, ImmutableArray.CreateBuilder<Principal>(1)));
                known.Holders.Add(principal);
            }
        }

        return holders;
    }
}
