using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>The calls that were made in an account in a period.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html"/>.</remarks>
public sealed record ActivityLog
{
    /// <summary>Start of the period; null where the file does not tell.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>End of the period; null where the file does not tell.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The calls in file order.</summary>
    public ImmutableArray<ActivityEvent> Events { get; init; } = [];
}
