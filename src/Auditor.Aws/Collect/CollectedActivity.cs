using Amazon.CloudTrail.Model;

namespace Auditor.Aws.Collect;

/// <summary>The calls of Billing Conductor in a span of time.</summary>
/// <param name="From">Where the span begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Events">The events, newest first.</param>
/// <param name="IsTruncated">True if there are more than were read: the span is then not covered.</param>
internal sealed record CollectedActivity(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<Event> Events, bool IsTruncated);
