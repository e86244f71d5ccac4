using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Explain;

/// <summary>A call that AWS denied, with what AWS says about it. What is null was not said; nothing is guessed.</summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"/> and
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html"/>.
/// A text that somebody cut exactly behind its resource or its policy cannot be told from a whole one: these two may then be too short.
/// </remarks>
public sealed record Denial
{
    /// <summary>In what form the denial came.</summary>
    public required DenialSource Source { get; init; }

    /// <summary>The principal as AWS wrote it: for a session of a role an ARN without the role's path.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>The unique id of the role or user (<c>AROA…</c>, <c>AIDA…</c>), which survives a rename. Never known from a text.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>The role with its path. Never known from a text about a session.</summary>
    public string? RoleArn { get; init; }

    /// <summary>
    /// The action in full, e.g. <c>billingconductor:UpdateBillingGroup</c>: what the text names, else what the event names. Null if the event
    /// has a name that is not the name of an action (<see cref="EventAction"/>).
    /// </summary>
    public string? Action { get; init; }

    /// <summary>The event's service and name in the form of an action, whether there is such an action or not; null for a text.</summary>
    public string? EventAction { get; init; }

    /// <summary>The resource as the text names it: an ARN, <c>*</c>, or words.</summary>
    public string? Resource { get; init; }

    /// <summary>The error's code as it was written, e.g. <c>AccessDeniedException</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>AWS's own text, without what tools wrote around it.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>What AWS gives as the reason.</summary>
    public DenialReason Reason { get; init; } = DenialReason.NotGiven;

    /// <summary>The id under which IAM's access troubleshooter has the details.</summary>
    public string? AuthorizationId { get; init; }

    /// <summary>When the call was made; null for a text.</summary>
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>The Region of the endpoint that was called; null for a text.</summary>
    public string? Region { get; init; }

    /// <summary>The account that received the event; null for a text.</summary>
    public string? AccountId { get; init; }

    /// <summary>What the record tells of the call's condition context; nothing for a text.</summary>
    internal CallContext Context { get; init; } = CallContext.Nothing;

    /// <summary>Whether the text breaks off. CloudTrail cuts at 1 KB.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Whether the text carries an encoded part, which <c>sts:DecodeAuthorizationMessage</c> reads.</summary>
    public bool HasEncodedMessage { get; init; }

    /// <summary>The account's setting that refused the call; null if it was no such setting, as far as is known.</summary>
    public DenialGate? Gate { get; init; }

    /// <summary>The name of the role whose session made the call, or of the role itself; null if it was no role.</summary>
    public string? RoleName => AssumedRole.Of(PrincipalArn)?.RoleName ?? AssumedRole.NameOf(RoleArn);

    /// <summary>The name of the role's session.</summary>
    public string? SessionName => AssumedRole.Of(PrincipalArn)?.SessionName;

    /// <summary>
    /// The permission set, if the role has a name such as Identity Center gives its roles. Anybody may imitate a name: only the path in
    /// <see cref="RoleArn"/> proves it.
    /// </summary>
    public string? PermissionSet => RoleName is { } name ? PrincipalKinds.PermissionSetOfWholeName(name) : null;
}
