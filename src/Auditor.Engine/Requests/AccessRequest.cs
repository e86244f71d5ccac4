using Auditor.Engine.Policies;

namespace Auditor.Engine.Requests;

/// <summary>One request as AWS authorizes it: who does what to which resource, in which context.</summary>
public sealed record AccessRequest
{
    /// <summary>The action in the form <c>service:Name</c>; case does not matter.</summary>
    public required string Action { get; init; }

    /// <summary>The resource's ARN, or <c>*</c> for an action without resource types.</summary>
    public required string Resource { get; init; }

    /// <summary>The condition context.</summary>
    public RequestContext Context { get; init; } = GivenContext.Empty;

    /// <summary>
    /// The caller as a resource-based policy may name it: the ARN of a role, a user or an assumed-role session; of a service or an
    /// identity provider what stands in the Principal element. Null when nobody is named; then only <c>"*"</c> principals match.
    /// </summary>
    public string? PrincipalArn { get; init; }

    /// <summary>The type under which a Principal element names the caller: <c>AWS</c>, <c>Service</c> or <c>Federated</c>.</summary>
    public string PrincipalType { get; init; } = PrincipalEntry.Aws;

    /// <summary>The account that owns the resource; null means the caller's own account.</summary>
    public string? ResourceAccount { get; init; }
}
