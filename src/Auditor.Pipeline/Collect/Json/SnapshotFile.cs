using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect.Json;

/// <summary>One file of a snapshot while it is read: its bytes, and what is wrong with it. Not safe from several threads.</summary>
internal sealed class SnapshotFile(string path, ReadOnlyMemory<byte> utf8, string? account)
{
    /// <summary>A file that is wrong in every line must not fill the memory with gaps.</summary>
    private const int MostGaps = 10_000;

    private readonly TextIndex index = new(utf8);
    private readonly List<Gap> gaps = [];
    private Gap? refusal;

    public string Path => path;

    public ReadOnlyMemory<byte> Utf8 => utf8;

    /// <summary>The account that the file belongs to; found in the file itself if its place does not tell.</summary>
    public string? Account { get; set; } = account;

    /// <summary>How often something was met that may change what a principal can do.</summary>
    public int FaultCount { get; private set; }

    /// <summary>True if nothing of the file may be used.</summary>
    public bool IsRefused => refusal is not null;

    /// <summary>True if a list of the file ended before its last page.</summary>
    public bool IsTruncated { get; private set; }

    public TextPosition PositionOf(long offset) => index.PositionOf(offset);

    /// <summary>Something has another form than expected; what it belongs to is not fully known.</summary>
    public void Fault(TextPosition position, string error)
    {
        FaultCount++;
        Note(position, error);
    }

    /// <summary>Something has another form than expected, but no decision rests on it.</summary>
    public void Note(TextPosition position, string error) => Add(GapKind.FileUnreadable, path, position, error);

    /// <summary>The file contradicts itself or its place, or is no JSON: nothing of it is used.</summary>
    public void Refuse(TextPosition position, string error) => refusal ??= Make(GapKind.FileUnreadable, path, position, error);

    /// <summary>What stands in the file counts, but there is more that does not stand in it.</summary>
    public void Truncate(TextPosition position, string error)
    {
        IsTruncated = true;
        Add(GapKind.Truncated, path, position, error);
    }

    public void Add(GapKind kind, string what, TextPosition position, string error)
    {
        if (gaps.Count < MostGaps)
            gaps.Add(Make(kind, what, position, error));
        else if (gaps.Count == MostGaps)
            gaps.Add(Make(GapKind.FileUnreadable, path, default, $"more than {MostGaps} faults; the rest is not listed"));
    }

    /// <summary>Hands the file's gaps over; a refused file has one only.</summary>
    public void Report(GapLog log)
    {
        IEnumerable<Gap> all = refusal is null ? gaps : [refusal];
        foreach (var gap in all)
            log.Add(gap.Account is null ? gap with { Account = Account } : gap);
    }

    private Gap Make(GapKind kind, string what, TextPosition position, string error) => new()
    {
        Kind = kind,
        Account = Account,
        What = what,
        File = path,
        Line = position.IsKnown ? position.Line : null,
        Column = position.IsKnown ? position.Column : null,
        Error = error,
    };
}
