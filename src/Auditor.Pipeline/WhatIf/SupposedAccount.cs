using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.WhatIf;

/// <summary>Accounts with what is supposed of them. For several threads.</summary>
internal sealed class SupposedAccount(Suppositions suppositions, PolicyLibrary library, DateTimeOffset asOf, Action<string> matched)
{
    private readonly ImmutableHashSet<string> gone = [.. suppositions.Without];
    private readonly ImmutableArray<(SupposedPolicy Policy, ArnPattern? For, PolicyDocument Document)> added =
        [.. suppositions.With.Select(policy => (policy, PatternOf(policy), policy.Read(library, PolicyType.IdentityBased)))];

    /// <summary>The account as supposed. What could not be read of it and counts no longer is no gap.</summary>
    public AccountReading Of(AccountReading reading)
    {
        var replaced = suppositions.With.Select(policy => policy.Target).OfType<string>().Where(reading.Account.ManagedPolicies.ContainsKey);
        return new AccountReading(Of(reading.Account), SupposedGaps.Without(reading.Gaps, gone.Concat(replaced)));
    }

    private AccountSnapshot Of(AccountSnapshot account) => account with
    {
        // Who is gone is left out last: what is supposed of him besides is about somebody who is there.
        Roles = [.. account.Roles.Select(role => role with
        {
            InlinePolicies = Inline(role.Arn, role.InlinePolicies, isCustomers: PrincipalKinds.OfRole(role.Path) != PrincipalKind.ServiceLinkedRole),
            AttachedPolicies = Attached(role.AttachedPolicies),
            BoundaryArn = role.BoundaryArn is { } boundary && IsGone(boundary) ? null : role.BoundaryArn,
        }).Where(role => !IsGone(role.Arn))],
        Users = [.. account.Users.Select(user => user with
        {
            InlinePolicies = Inline(user.Arn, user.InlinePolicies, isCustomers: true),
            AttachedPolicies = Attached(user.AttachedPolicies),
            BoundaryArn = user.BoundaryArn is { } boundary && IsGone(boundary) ? null : user.BoundaryArn,
        }).Where(user => !IsGone(user.Arn))],
        Groups = [.. account.Groups.Select(group => group with { InlinePolicies = Kept(group.Arn, group.InlinePolicies), AttachedPolicies = Attached(group.AttachedPolicies) })],
        ManagedPolicies = Managed(account.ManagedPolicies),
    };

    /// <summary>For whom a policy is; null where it is for all, or replaces a managed policy.</summary>
    private static ArnPattern? PatternOf(SupposedPolicy policy)
    {
        if (policy.Target is null || IsPolicy(policy.Target))
            return null;
        return ArnPattern.TryParse(policy.Target, out var pattern)
            ? pattern
            : throw new RunCannotGoOnException($"`{policy.Target}` is no ARN of a role, user or managed policy, nor a pattern of one such as arn:aws:iam::111122223333:role/finops/*");
    }

    private static bool IsPolicy(string target) => target.Contains(":policy/", StringComparison.Ordinal);

    private bool IsGone(string what)
    {
        if (!gone.Contains(what))
            return false;
        matched(what);
        return true;
    }

    private ImmutableArray<InlinePolicy> Kept(string holder, ImmutableArray<InlinePolicy> policies) => policies.RemoveAll(policy => IsGone($"{holder} {policy.Name}"));

    private ImmutableArray<InlinePolicy> Inline(string holder, ImmutableArray<InlinePolicy> policies, bool isCustomers)
    {
        var kept = Kept(holder, policies);
        foreach (var (policy, pattern, document) in added)
        {
            if (!isCustomers || (policy.Target is { } target && (IsPolicy(target) || !pattern!.Matches(holder))))
                continue;
            if (policy.Target is not null)
                matched(policy.Target);
            kept = kept.Add(new InlinePolicy(policy.Name, document));
        }

        return kept;
    }

    private ImmutableArray<AttachedPolicy> Attached(ImmutableArray<AttachedPolicy> policies) => policies.RemoveAll(policy => IsGone(policy.Arn));

    private IReadOnlyDictionary<string, ManagedPolicyRecord> Managed(IReadOnlyDictionary<string, ManagedPolicyRecord> policies)
    {
        if (!suppositions.With.Any(policy => policy.Target is { } target && policies.ContainsKey(target)) && !gone.Any(policies.ContainsKey))
            return policies;
        var changed = policies.Where(policy => !IsGone(policy.Key)).ToDictionary(policy => policy.Key, policy => policy.Value, StringComparer.Ordinal);
        foreach (var (policy, _, document) in added)
        {
            if (policy.Target is not { } target || !changed.TryGetValue(target, out var before))
                continue;
            matched(target);
            changed[target] = before with
            {
                Document = document,
                Boundary = before.Boundary is null ? null : policy.Read(library, PolicyType.PermissionsBoundary),
                VersionCreateDate = asOf,
            };
        }

        return changed;
    }
}
