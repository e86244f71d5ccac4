using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Access;

/// <summary>AWS refused a call, or gave no answer. Collectors catch it and note the refusal: it becomes a gap of the report.</summary>
/// <param name="refusal">What the snapshot says about it.</param>
/// <param name="innerException">The SDK's exception.</param>
public sealed class CallRefusedException(SnapshotRefusal refusal, Exception innerException)
    : Exception($"`{refusal.Call}`: {innerException.Message}", innerException)
{
    /// <summary>The refusal as the snapshot holds it.</summary>
    public SnapshotRefusal Refusal { get; } = refusal;

    /// <summary>True if AWS said no; false if it did not answer, answered with an error of its own, or throttled to the end.</summary>
    public bool IsDenied { get; init; }
}
