using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect.Account;

namespace Auditor.Pipeline.Collect;

/// <summary>Everything a snapshot tells about one account. Immutable, so it may be shared between threads.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html"/>.</remarks>
public sealed record AccountSnapshot
{
    /// <summary>The account's twelve digits.</summary>
    public required string Id { get; init; }

    /// <summary>The partition of the account's ARNs, e.g. <c>aws</c> or <c>aws-us-gov</c>.</summary>
    public required string Partition { get; init; }

    /// <summary>False if part of the file was damaged or missing, so that principals may be missing too.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>The users in file order.</summary>
    public ImmutableArray<UserRecord> Users { get; init; } = [];

    /// <summary>The groups by name.</summary>
    public ImmutableDictionary<string, GroupRecord> Groups { get; init; } = ImmutableDictionary.Create<string, GroupRecord>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The roles in file order.</summary>
    public ImmutableArray<RoleRecord> Roles { get; init; } = [];

    /// <summary>The managed policies by ARN: the customer's own, and AWS's as far as they are in use.</summary>
    public ImmutableDictionary<string, ManagedPolicyRecord> ManagedPolicies { get; init; } = ImmutableDictionary.Create<string, ManagedPolicyRecord>(StringComparer.Ordinal);

    /// <summary>The Billing Conductor resources; null if the snapshot has none of this account.</summary>
    public BillingConductorInventory? Inventory { get; init; }

    /// <summary>The calls that were made; null if the snapshot has none of this account.</summary>
    public ActivityLog? Activity { get; init; }

    /// <summary>Last accessed information by the principal's ARN; empty if the snapshot has none of this account.</summary>
    public ImmutableDictionary<string, LastAccessedRecord> LastAccessed { get; init; } = ImmutableDictionary.Create<string, LastAccessedRecord>(StringComparer.Ordinal);

    /// <summary>The managed policy behind an ARN; one that the account's file lacks is unread, and is a gap since the file was read.</summary>
    /// <param name="arn">The ARN of an attachment or of a permissions boundary.</param>
    /// <param name="type">Identity-based, or permissions boundary.</param>
    public SourcedPolicy Resolve(string arn, PolicyType type)
    {
        var isBoundary = type == PolicyType.PermissionsBoundary;
        if (!ManagedPolicies.TryGetValue(arn, out var policy))
            return new SourcedPolicy(new PolicySource(arn, arn[(arn.LastIndexOf('/') + 1)..]), PolicyDocument.Unread(type, UnresolvedPolicies.NotInFile));
        return new SourcedPolicy(new PolicySource(arn, policy.Name), isBoundary ? policy.BoundaryDocument : policy.Document);
    }

    /// <summary>The identity-based policies of a role or user: inline, attached, then those of its groups. Unread ones are among them.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html"/>.</remarks>
    public ImmutableArray<SourcedPolicy> IdentityPoliciesOf(PrincipalRecord principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var groups = principal is UserRecord user ? user.GroupNames.SelectMany(PoliciesOfGroup) : [];
        return [.. PoliciesOf(principal.Arn, principal.InlinePolicies, principal.AttachedPolicies), .. groups];
    }

    /// <summary>The permissions boundary of a role or user; null without one.</summary>
    public SourcedPolicy? BoundaryOf(PrincipalRecord principal) =>
        principal?.BoundaryArn is { } arn ? Resolve(arn, PolicyType.PermissionsBoundary) : null;

    private IEnumerable<SourcedPolicy> PoliciesOfGroup(string name) =>
        Groups.TryGetValue(name, out var group)
            ? PoliciesOf(group.Arn, group.InlinePolicies, group.AttachedPolicies)
            : [new SourcedPolicy(new PolicySource($"arn:{Partition}:iam::{Id}:group/{name}", name), PolicyDocument.Unread(PolicyType.IdentityBased, UnresolvedPolicies.NotInFile))];

    private IEnumerable<SourcedPolicy> PoliciesOf(string holder, ImmutableArray<NamedPolicy> inline, ImmutableArray<AttachedPolicy> attached) =>
    [
        .. inline.Select(policy => new SourcedPolicy(new PolicySource($"{holder}#{policy.Name}", policy.Name), policy.Document)),
        .. attached.Select(policy => Resolve(policy.Arn, PolicyType.IdentityBased)),
    ];
}
