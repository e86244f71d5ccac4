using System.Collections.Immutable;

namespace Auditor.Pipeline.Explain;

/// <summary>What a JSON object says that may be a record of CloudTrail, or an event of EventBridge around one.</summary>
internal sealed record RecordDraft
{
    public string? EventVersion { get; set; }

    public string? EventName { get; set; }

    public string? EventSource { get; set; }

    public DateTimeOffset? EventTime { get; set; }

    public string? Region { get; set; }

    public string? AccountId { get; set; }

    public string? SourceAddress { get; set; }

    public string? VpcEndpoint { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    /// <summary>Code and message in <c>responseElements</c>, where some services put them.</summary>
    public (string? Code, string? Message) Response { get; set; }

    public IdentityDraft Identity { get; set; }

    /// <summary>The ARNs of what the call was about, if the record says so.</summary>
    public ImmutableArray<string> Resources { get; set; } = [];

    /// <summary>The type of an event of EventBridge.</summary>
    public string? DetailType { get; set; }

    /// <summary>What an event of EventBridge carries.</summary>
    public RecordDraft? Detail { get; set; }

    /// <summary>The name of a member that stands twice: nobody can tell which of them counts.</summary>
    public string? Duplicate { get; set; }

    public bool IsRecord => EventName is not null && EventSource is not null;

    /// <summary>The caller of a record, or the issuer of the caller's session.</summary>
    internal readonly record struct IdentityDraft(string? Type, string? PrincipalId, string? Arn, string? IssuerType, string? IssuerId, string? IssuerArn)
    {
        /// <summary>The service that called on behalf of the caller.</summary>
        public string? InvokedBy { get; init; }

        public string? SourceIdentity { get; init; }

        /// <summary>When the session's credentials were issued.</summary>
        public DateTimeOffset? SessionStart { get; init; }

        /// <summary>Whether the session began with MFA; null if the record does not say.</summary>
        public bool? HasMfa { get; init; }
    }
}
