namespace Auditor.Pipeline.Collect;

/// <summary>Something that could not be read. A gap reaches the report; it is never an error of the run, and never a silent "none".</summary>
/// <param name="Kind">What sort of thing it is.</param>
/// <param name="Account">The account it belongs to, or null.</param>
/// <param name="What">The policy, account, level, call or file that is concerned.</param>
/// <param name="File">The file, relative to the snapshot, with <c>/</c> between its parts; null if the gap is in no file.</param>
/// <param name="Line">The line in the file, from 1; null if unknown.</param>
/// <param name="Column">The column in characters, from 1; null if unknown.</param>
/// <param name="Permission">The IAM action whose refusal made the gap, or null.</param>
/// <param name="Error">What is wrong: lower case, without a final period, the input in backticks.</param>
public sealed record Gap(
    GapKind Kind,
    string? Account,
    string What,
    string? File,
    int? Line,
    int? Column,
    string? Permission,
    string Error)
{
    /// <summary>Since when runs have met it; null means since this run.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The API call that was refused or not answered, for whatever reason; null if none was or its name is not known.</summary>
    public string? Call { get; init; }

    /// <summary>The part of the snapshot that lacks something, told by the file, which may be a compressed one, or by the call that was refused.</summary>
    public SnapshotPart Part => this switch
    {
        _ when IsIn(SnapshotFolder.BillingConductor) || IsOf("billingconductor:") => SnapshotPart.Inventory,
        _ when IsIn(SnapshotFolder.Activity) || IsOf("cloudtrail:") => SnapshotPart.Activity,
        _ when IsIn(SnapshotFolder.LastAccessed) || IsOf("iam:GenerateServiceLastAccessedDetails") || IsOf("iam:GetServiceLastAccessedDetails") => SnapshotPart.LastAccessed,
        _ when IsIn(SnapshotFolder.Organization) || IsOf("organizations:") => SnapshotPart.Organization,
        _ => SnapshotPart.Accounts,
    };

    private bool IsIn(string file) => File?.Contains(file, StringComparison.Ordinal) == true;

    private bool IsOf(string calls) => (Permission ?? Call)?.StartsWith(calls, StringComparison.Ordinal) == true;
}
