using System.Collections.Immutable;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Inventory;

/// <summary>The principals of one account, each with all that it holds, and the account's policies with their holders.</summary>
public sealed class AccountInventory
{
    private readonly AccountSnapshot account;
    private readonly HeldPolicies policies;
    private readonly HashSet<string> attachedToGroups = new(StringComparer.Ordinal);
    private readonly List<HeldPolicy> ofGroups = [];

    private AccountInventory(AccountSnapshot account)
    {
        this.account = account;
        policies = new HeldPolicies(account);
        foreach (var group in account.Groups)
        {
            attachedToGroups.UnionWith(group.AttachedPolicies.Select(policy => policy.Arn));
            ofGroups.AddRange(group.InlinePolicies.Select(policy => policies.Inline(group.Arn, group.Id, policy)));
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
                .Select(group => new HeldGroup(group.Arn, group.Name, policies.Of(group), members[group.Name].ToHashSet(StringComparer.Ordinal))),
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
                Policies = policies.Of(role.Arn, permissionSet is null ? role.Id : "sso:" + permissionSet, role.InlinePolicies, role.AttachedPolicies),
                Boundary = policies.Boundary(role.BoundaryArn),
                TrustPolicy = role.TrustPolicy,
            },
        };
    }

    private Principal UserPrincipal(UserRecord user)
    {
        ImmutableArray<HeldPolicy> fromGroups = [.. user.GroupNames.Order(StringComparer.Ordinal).SelectMany(name => policies.Of(account.ResolveGroup(name)))];
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
                    .. policies.Of(user.Arn, user.Id, user.InlinePolicies, user.AttachedPolicies)
                        .Concat(fromGroups)
                        .DistinctBy(policy => (policy.Reference.Id, policy.Document)),
                ],
                FromGroups = fromGroups.Select(policy => policy.Reference.Id).ToHashSet(StringComparer.Ordinal),
                Boundary = policies.Boundary(user.BoundaryArn),
            },
        };
    }

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
            if (!policy.IsAwsManaged && !holders.ContainsKey(policy.Arn) && policies.Of(policy) is var held && isWanted(held))
                uses.Add(new PolicyUse(held.Reference, held.Document, [], attachedToGroups.Contains(policy.Arn)));
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
