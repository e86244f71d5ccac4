namespace Auditor.Pipeline.Collect;

/// <summary>One call as CloudTrail recorded it.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html"/>.
/// </remarks>
public sealed record ActivityEvent
{
    /// <summary>When the call was made.</summary>
    public required DateTimeOffset EventTime { get; init; }

    /// <summary>The action without its prefix, e.g. <c>ListBillingGroups</c>.</summary>
    public required string EventName { get; init; }

    /// <summary>The service, e.g. <c>billingconductor.amazonaws.com</c>; empty if the record does not say.</summary>
    public required string EventSource { get; init; }

    /// <summary>The RoleId or UserId of the caller, without the session's name; null when a service called for itself.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>The IAM ARN of the role or the user; null when a service called for itself.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>AWS's code if the call failed, else null.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>AWS's message if the call failed; cut off after 1 KB by CloudTrail.</summary>
    public string? ErrorMessage { get; init; }
}
