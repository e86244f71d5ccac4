namespace Auditor.Pipeline.Collect;

/// <summary>A call that AWS refused while the snapshot was taken.</summary>
/// <param name="Account">The account in which it was refused, or null.</param>
/// <param name="Call">The API call.</param>
/// <param name="Code">AWS's error code, or null.</param>
/// <param name="Permission">The IAM action that was missing, or null.</param>
/// <param name="Message">What happened in words: lower case, without a final period; null if the snapshot does not say.</param>
public sealed record SnapshotRefusal(string? Account, string Call, string? Code, string? Permission, string? Message = null);
