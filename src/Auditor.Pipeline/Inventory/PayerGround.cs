using System.Collections.Immutable;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Inventory;

/// <summary>The payer with everybody in it, and what one of them could change about another: the ground of privilege escalation.</summary>
public sealed record PayerGround
{
    /// <summary>The payer's account.</summary>
    public required string Account { get; init; }

    /// <summary>The partition, e.g. <c>aws</c>.</summary>
    public required string Partition { get; init; }

    /// <summary>Every role and user of the payer, in ordinal order of their ARNs.</summary>
    public required ImmutableArray<AssessedPrincipal> Principals { get; init; }

    /// <summary>The payer's groups, in ordinal order of their ARNs.</summary>
    public required ImmutableArray<HeldGroup> Groups { get; init; }

    /// <summary>The ARNs of the managed policies that are attached to a user itself, by the user's ARN.</summary>
    public required ILookup<string, string> AttachedToUsers { get; init; }

    /// <summary>The payer's own managed policies by ARN, each with every version.</summary>
    public required ImmutableSortedDictionary<string, ManagedPolicyRecord> Policies { get; init; }

    /// <summary>The ARNs of the roles that an instance profile holds.</summary>
    public required IReadOnlySet<string> WithInstanceProfile { get; init; }

    /// <summary>The payer as a ground; null for other accounts, and if nobody in it may change anything about anybody.</summary>
    internal static PayerGround? Of(AccountSnapshot account, AccountInventory inventory, ImmutableArray<AssessedPrincipal> principals, AuditFrame frame)
    {
        if (frame.SettingOf(account.Id).IsPayer != true || principals.All(assessed => EscalationActions.Of(assessed.Principal.Policies) == 0))
            return null;
        return new PayerGround
        {
            Account = account.Id,
            Partition = frame.Partition,
            Principals = principals,
            Groups = inventory.Groups(),
            AttachedToUsers = account.Users.SelectMany(user => user.AttachedPolicies.Select(policy => (user.Arn, Policy: policy.Arn))).ToLookup(pair => pair.Arn, pair => pair.Policy, StringComparer.Ordinal),
            Policies = account.ManagedPolicies.Values.Where(policy => !policy.IsAwsManaged).ToImmutableSortedDictionary(policy => policy.Arn, policy => policy, StringComparer.Ordinal),
            WithInstanceProfile = account.Roles.Where(role => role.HasInstanceProfile).Select(role => role.Arn).ToHashSet(StringComparer.Ordinal),
        };
    }
}
