using System.Collections.Immutable;

namespace Auditor.Pipeline.Explain;

/// <summary>Gathers denials, and counts what is not kept.</summary>
internal sealed class DenialList
{
    private readonly ImmutableArray<Denial>.Builder denials = ImmutableArray.CreateBuilder<Denial>();
    private readonly HashSet<Denial> texts = [];
    private string? problem;

    public int RecordCount { get; set; }

    public int OtherRecordCount { get; set; }

    public int UnplacedCount { get; private set; }

    public int UnlistedCount { get; private set; }

    /// <summary>How many pieces of JSON were broken.</summary>
    public int BrokenCount { get; set; }

    public int Count => denials.Count;

    /// <summary>An event is a call of its own.</summary>
    public void AddEvent(Denial denial)
    {
        if (denials.Count < DenialReader.MostDenials)
            denials.Add(denial);
        else
            UnlistedCount++;
    }

    /// <summary>A log repeats a text.</summary>
    public void AddText(Denial denial)
    {
        if (texts.Contains(denial))
            return;
        if (denials.Count < DenialReader.MostDenials)
            texts.Add(denial);
        AddEvent(denial);
    }

    /// <summary>Counts a denial that cannot be placed; the first reason is the one that is told.</summary>
    public void AddUnplaced(string reason)
    {
        UnplacedCount++;
        problem ??= reason;
    }

    public DenialReading ToReading(string nothingFound) => new()
    {
        Denials = denials.ToImmutable(),
        Problem = denials.Count > 0 ? null : problem ?? nothingFound,
        RecordCount = RecordCount,
        OtherRecordCount = OtherRecordCount,
        UnplacedCount = UnplacedCount + (RecordCount > 0 ? BrokenCount : 0),
        UnlistedCount = UnlistedCount,
    };
}
