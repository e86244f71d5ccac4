namespace Auditor.Pipeline.Collect;

/// <summary>Something that could not be read; the report names it instead of guessing.</summary>
public sealed record Gap
{
    /// <summary>What kind of thing it is.</summary>
    public required GapKind Kind { get; init; }

    /// <summary>The id of the account it concerns; null when it concerns the whole organization or an unknown account.</summary>
    public string? Account { get; init; }

    /// <summary>What could not be read: a policy's ARN or name, a call, a level of the organization, a file.</summary>
    public required string What { get; init; }

    /// <summary>The file, relative to the snapshot's root, with <c>/</c>; null when no file is at fault.</summary>
    public string? File { get; init; }

    /// <summary>The line in the file, from 1; null when the place is not known.</summary>
    public int? Line { get; init; }

    /// <summary>The column in the line, from 1, in characters; null when the place is not known.</summary>
    public int? Column { get; init; }

    /// <summary>The IAM action that would have been needed; null when permission is not the cause.</summary>
    public string? Permission { get; init; }

    /// <summary>What is wrong: lower case, without a final period, input in backticks.</summary>
    public required string Error { get; init; }
}
