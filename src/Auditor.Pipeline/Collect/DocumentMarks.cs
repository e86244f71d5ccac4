namespace Auditor.Pipeline.Collect;

/// <summary>
/// Remembers which documents were met, by half of their hashes: eight bytes each, and no more than so many. What it forgets, or takes for met
/// though it was not, costs time or room and changes no answer. Not for several threads at once.
/// </summary>
/// <param name="most">How many slots it has at most; a power of two.</param>
internal sealed class DocumentMarks(int most = 1 << 20)
{
    private const int Fewest = 1 << 10;
    private ulong[] slots = new ulong[Math.Min(Fewest, most)];
    private int count;

    /// <summary>Notes a document.</summary>
    /// <param name="hash">Its hash.</param>
    /// <returns>False if it was noted before.</returns>
    public bool Add(UInt128 hash)
    {
        // An empty slot is zero.
        var mark = unchecked((ulong)hash) | 1;
        if (count > slots.Length / 2 && slots.Length < most)
            Grow();
        return Place(mark);
    }

    private bool Place(ulong mark)
    {
        var home = (int)((mark >> 1) & (ulong)(slots.Length - 1));
        var at = home;
        while (slots[at] != 0)
        {
            if (slots[at] == mark)
                return false;
            at = (at + 1) & (slots.Length - 1);
        }

        // Nearly full, and it may not grow: another one is forgotten, or this one, so that there are always empty slots to end at.
        if (count > slots.Length - (slots.Length / 8))
        {
            slots[home] = slots[home] == 0 ? 0 : mark;
            return true;
        }

        slots[at] = mark;
        count++;
        return true;
    }

    private void Grow()
    {
        var old = slots;
        slots = new ulong[old.Length * 2];
        count = 0;
        foreach (var mark in old)
        {
            if (mark != 0)
                Place(mark);
        }
    }
}
