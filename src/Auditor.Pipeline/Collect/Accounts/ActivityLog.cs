using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>Who called Billing Conductor in a span of time.</summary>
/// <param name="From">Where the span begins; null if the file does not say.</param>
/// <param name="To">Where it ends; null if the file does not say.</param>
/// <param name="Events">The calls in the file's order.</param>
public sealed record ActivityLog(DateTimeOffset? From, DateTimeOffset? To, ImmutableArray<ActivityEvent> Events)
{
    /// <summary>False if the file is cut off or an entry of it could not be read: then calls may be missing.</summary>
    public bool IsComplete { get; init; } = true;
}
