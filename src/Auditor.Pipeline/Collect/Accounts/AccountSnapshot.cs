using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>What the snapshot holds about one account. Immutable.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html"/>.
/// </remarks>
public sealed record AccountSnapshot
{
    /// <summary>The account's twelve digits; empty if one file was given whose account could not be told.</summary>
    public required string Id { get; init; }

    /// <summary>False if the authorization details could not be read: there may then be any principals.</summary>
    public bool IsRead { get; init; }

    /// <summary>The users in the file's order.</summary>
    public ImmutableArray<UserRecord> Users { get; init; } = [];

    /// <summary>The groups in the file's order.</summary>
    public ImmutableArray<GroupRecord> Groups { get; init; } = [];

    /// <summary>The roles in the file's order.</summary>
    public ImmutableArray<RoleRecord> Roles { get; init; } = [];

    /// <summary>The managed policies by ARN, AWS's own among them.</summary>
    public IReadOnlyDictionary<string, ManagedPolicyRecord> ManagedPolicies { get; init; } = ImmutableDictionary<string, ManagedPolicyRecord>.Empty;

    /// <summary>Billing Conductor's resources; null if the snapshot does not list them.</summary>
    public BillingConductorInventory? Inventory { get; init; }

    /// <summary>Who called Billing Conductor; null if the snapshot does not say.</summary>
    public ActivityLog? Activity { get; init; }

    /// <summary>Services last accessed, by the principal's ARN; null if the snapshot does not say.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<ServiceLastAccess>>? LastAccessed { get; init; }

    /// <summary>What a managed policy says, as identity-based policy or as permissions boundary.</summary>
    /// <returns>
    /// An unread document if the account's file lacks the policy; the gap was noted when the account was read.
    /// Boundaries are kept for those that some principal of the account has as its boundary.
    /// </returns>
    public PolicyDocument Resolve(string arn, PolicyType type)
    {
        ArgumentNullException.ThrowIfNull(arn);
        var policy = ManagedPolicies.GetValueOrDefault(arn);
        var document = type == PolicyType.PermissionsBoundary ? policy?.Boundary : policy?.Document;
        return document ?? PolicyDocument.Unread(type, $"`{arn}` is not in the account's file");
    }

    /// <summary>The group of a name; one with an unread policy if the account's file lacks it.</summary>
    public GroupRecord ResolveGroup(string name) =>
        Groups.FirstOrDefault(group => string.Equals(group.Name, name, StringComparison.Ordinal)) ?? new GroupRecord
        {
            Path = "/",
            Name = name,
            Id = "",
            Arn = "",
            InlinePolicies = [new InlinePolicy(name, PolicyDocument.Unread(PolicyType.IdentityBased, $"the group `{name}` is not in the account's file"))],
        };
}
