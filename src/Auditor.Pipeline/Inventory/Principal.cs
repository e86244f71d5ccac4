using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Inventory;

/// <summary>A role or a user with everything that it holds.</summary>
public sealed record Principal
{
    private readonly Holdings? holdings;
    private readonly LaidAsideAccount? aside;
    private readonly string? name;
    private readonly string? permissionSet;

    /// <summary>The IAM ARN, path included.</summary>
    public required string Arn { get; init; }

    /// <summary>The account it lives in.</summary>
    public required string Account { get; init; }

    /// <summary>Role, user, Identity Center role or service-linked role; the latter two are told by their path.</summary>
    public required PrincipalKind Kind { get; init; }

    /// <summary>RoleId or UserId: survives nothing but the principal itself.</summary>
    public required string Id { get; init; }

    /// <summary>The name without path.</summary>
    public required string Name
    {
        get => name ?? LastPart(Arn).ToString();
        init => name = value;
    }

    /// <summary>The permission set of an Identity Center role, else null.</summary>
    public string? PermissionSet
    {
        get => permissionSet ?? (aside is not null && Kind == PrincipalKind.IdentityCenterRole ? PrincipalKinds.PermissionSetOf(Name) : null);
        init => permissionSet = value;
    }

    /// <summary>When it was created, if AWS says.</summary>
    public DateTimeOffset? CreateDate { get; init; }

    /// <summary>All that it holds.</summary>
    public required Holdings Holdings
    {
        get => holdings ?? aside!.HoldingsOf(Arn);
        init => (holdings, aside) = (value, null);
    }

    /// <summary>Its tags; keys as written.</summary>
    public IReadOnlyDictionary<string, string> Tags => Holdings.Tags;

    /// <summary>Inline and attached policies; of users those of their groups too.</summary>
    public ImmutableArray<HeldPolicy> Policies => Holdings.Policies;

    /// <summary>The permissions boundary, or null.</summary>
    public HeldPolicy? Boundary => Holdings.Boundary;

    /// <summary>A role's trust policy, or null for users.</summary>
    public PolicyDocument? TrustPolicy => Holdings.TrustPolicy;

    /// <summary>The account that has the holdings, where they are not kept with the principal.</summary>
    internal LaidAsideAccount? Aside
    {
        get => aside;
        // What can be told from the rest is not kept.
        init => (holdings, aside, permissionSet, name) = (
            null,
            value,
            Kind == PrincipalKind.IdentityCenterRole && permissionSet == PrincipalKinds.PermissionSetOf(Name) ? null : permissionSet,
            LastPart(Arn).SequenceEqual(name) ? null : name);
    }

    /// <summary>A role's trust policy in its place; one that was not there to be read may allow and may deny anybody.</summary>
    public SourcedPolicy Trust => new(new PolicySource(Arn + " trust policy", "trust policy"), TrustPolicy ?? PolicyDocument.Unread(PolicyType.Trust, "there is no trust policy"));

    /// <summary>The name by which people know it: of an Identity Center role the permission set, without the suffix that AWS adds.</summary>
    public string DisplayName => PermissionSet is null ? Name : "permission set " + PermissionSet;

    /// <summary>The subject of findings about it: Identity Center gives its roles new ids, so theirs is the permission set.</summary>
    public string SubjectKey => PermissionSet is null ? Id : "sso:" + PermissionSet;

    /// <summary>What the ARNs of a role's sessions begin with, the session's name aside; they lack the role's path. Null for users.</summary>
    public string? SessionsArn => Kind != PrincipalKind.User ? SessionsArnOf(Arn, Account) : null;

    /// <summary>What the ARNs of a role's sessions begin with; null if that cannot be told.</summary>
    /// <param name="role">The role's ARN.</param>
    /// <param name="account">Its account.</param>
    internal static string? SessionsArnOf(string role, string account)
    {
        // Asked of every role: without taking the ARN apart.
        if (!role.StartsWith("arn:", StringComparison.Ordinal) || role.AsSpan().Count(':') < Engine.Arns.Arn.PartCount - 1)
            return null;
        var partition = role.AsSpan(4);
        return $"arn:{partition[..partition.IndexOf(':')]}:sts::{account}:assumed-role/{LastPart(role)}";
    }

    private static ReadOnlySpan<char> LastPart(string arn) => arn.AsSpan(arn.LastIndexOf('/') + 1);

    /// <summary>True for the role that Billing Conductor itself uses; it stands in no finding.</summary>
    public bool IsBillingConductorsOwn =>
        Kind == PrincipalKind.ServiceLinkedRole && Name == "AWSServiceRoleForBillingConductor";
}
