using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>Who called Billing Conductor in a span of time.</summary>
/// <param name="From">Where the span begins; null if the file does not say.</param>
/// <param name="To">Where it ends; null if the file does not say.</param>
/// <param name="Events">The calls in the file's order.</param>
public sealed record ActivityLog(DateTimeOffset? From, DateTimeOffset? To, ImmutableArray<ActivityEvent> Events);
