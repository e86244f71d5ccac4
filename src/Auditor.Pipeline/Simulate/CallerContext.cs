using Auditor.Engine.Requests;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>What is known of the caller, whatever he calls.</summary>
internal sealed record CallerContext
{
    public required string Arn { get; init; }

    public required string Account { get; init; }

    /// <summary>What the ARNs of a role's sessions begin with; null for users.</summary>
    public string? SessionsArn => UserName is null ? Principal.SessionsArnOf(Arn, Account) : null;

    /// <summary>Null for roles.</summary>
    public string? UserName { get; init; }

    /// <summary>Null for roles: the session's name is part of it.</summary>
    public string? UserId { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The trust policy lets sessions bring tags along.</summary>
    public bool TakesSessionTags { get; init; }

    /// <summary>The trust policy lets a SAML or OIDC provider assume the role.</summary>
    public bool IsFederated { get; init; }

    /// <summary>The principal works through CloudFormation.</summary>
    public bool CallsThroughServices { get; init; }

    public required IOrganizationContext Organization { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    public required IReadOnlyDictionary<string, ContextValue> Assumed { get; init; }

    public ContextValue PrincipalTag(string name) => TagValue.Of(Tags, name) ?? (TakesSessionTags ? ContextValue.Unknown : ContextValue.Absent);
}
