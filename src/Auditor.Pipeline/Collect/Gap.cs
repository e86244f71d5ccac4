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
}
