using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>When a principal last tried to use each service that its policies allow, as IAM's last accessed information has it.</summary>
/// <remarks>
/// Attempts count too, denied ones included. Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html"/>.
/// </remarks>
public sealed record LastAccessedRecord
{
    /// <summary>When the information was complete; null if the job was not completed.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The last attempt by service namespace, e.g. <c>billingconductor</c>; null means none in the tracking period.</summary>
    public ImmutableDictionary<string, DateTimeOffset?> Services { get; init; } = ImmutableDictionary.Create<string, DateTimeOffset?>(StringComparer.Ordinal);
}
