namespace Auditor.Pipeline.Collect;

/// <summary>One call, as CloudTrail recorded it.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html"/>.</remarks>
public sealed record ActivityEvent
{
    /// <summary>When the call was completed.</summary>
    public required DateTimeOffset EventTime { get; init; }

    /// <summary>The API operation, e.g. <c>ListBillingGroups</c>.</summary>
    public required string EventName { get; init; }

    /// <summary>The service, e.g. <c>billingconductor.amazonaws.com</c>.</summary>
    public required string EventSource { get; init; }

    /// <summary>RoleId or UserId of the caller, without the session's name; null where the record has none.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>
    /// ARN of the caller: of the role for a session that names its issuer, else as recorded; null when the service itself called.
    /// </summary>
    public string? PrincipalArn { get; init; }

    /// <summary>Why the call failed; null if it succeeded.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What AWS said about the failure, cut by CloudTrail at 1 KB; null if it succeeded.</summary>
    public string? ErrorMessage { get; init; }
}
