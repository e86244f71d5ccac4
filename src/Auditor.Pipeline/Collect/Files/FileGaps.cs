using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>The gaps of one file. The same gap is kept once, and a file full of errors does not fill the memory.</summary>
internal sealed class FileGaps(string? account, string file)
{
    private const int Most = 5_000;
    private readonly List<Gap> gaps = [];
    private readonly HashSet<Gap> known = [];
    private bool isTruncated;
    private int left;

    /// <summary>The account of the file; a file outside a folder learns it from its content.</summary>
    public string? Account { get; set; } = account;

    public string File => file;

    /// <summary>True if a further error is only counted.</summary>
    public bool IsFull => gaps.Count >= Most;

    public void AddFile(TextPosition position, string error) => Add(GapKind.FileUnreadable, file, position, error);

    public void AddTruncated(TextPosition position, string error)
    {
        if (!isTruncated)
            Add(GapKind.Truncated, file, position, error);
        isTruncated = true;
    }

    /// <summary>Adds a gap whose text is made only if it is listed.</summary>
    public void Add(GapKind kind, string what, TextPosition position, [InterpolatedStringHandlerArgument("")] ErrorText error, string? accountOfGap = null)
    {
        if (IsFull)
            AddUnlisted();
        else
            Add(kind, what, position, error.ToString(), accountOfGap);
    }

    public void Add(GapKind kind, string what, TextPosition position, string error, string? accountOfGap = null)
    {
        if (IsFull)
        {
            AddUnlisted();
            return;
        }

        int? line = position.IsKnown ? position.Line : null;
        int? column = position.IsKnown ? position.Column : null;
        Add(new Gap(kind, accountOfGap ?? Account, what, file, line, column, null, error));
    }

    public void AddUnlisted() => left++;

    public void Add(Gap gap)
    {
        if (IsFull)
            AddUnlisted();
        else if (known.Add(gap))
            gaps.Add(gap);
    }

    /// <summary>Nothing of the file counts: what was noted on the way gives way to the reason.</summary>
    public void Replace(TextPosition position, string error)
    {
        gaps.Clear();
        known.Clear();
        left = 0;
        AddFile(position, error);
    }

    /// <summary>The gaps in the order of their places; those without a place last, in the order in which they were met.</summary>
    public ImmutableArray<Gap> ToImmutable()
    {
        var inOrder = gaps.OrderBy(gap => gap.Line ?? int.MaxValue).ThenBy(gap => gap.Column ?? int.MaxValue);
        if (left == 0)
            return [.. inOrder];
        return [.. inOrder, new Gap(GapKind.FileUnreadable, Account, file, file, null, null, null, $"{left} more errors are not listed")];
    }
}
