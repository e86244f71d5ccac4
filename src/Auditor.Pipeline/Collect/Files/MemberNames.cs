using System.Numerics;
using System.Text;
using System.Text.Json;
using Auditor.Engine.Json;

namespace Auditor.Pipeline.Collect;

/// <summary>The members that are looked at in one sort of JSON object; at most 64.</summary>
internal sealed class MemberNames
{
    private readonly string[] names;
    private readonly byte[][] utf8;

    public MemberNames(params string[] names)
    {
        this.names = names;
        utf8 = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
    }

    public string this[int index] => names[index];

    /// <summary>Which of the names the reader stands at; -1 for any other.</summary>
    public int IndexOf(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? IndexOfEscaped(reader) : IndexOf(reader.ValueSpan);

    /// <summary>Which of the names the scanner stands at; -1 for any other.</summary>
    /// <param name="scanner">The scanner.</param>
    /// <param name="seen">The names met so far: AWS's tools keep an order, so the next one is likely.</param>
    public int IndexOf(scoped in JsonScanner scanner, ulong seen)
    {
        if (scanner.ValueIsEscaped)
            return IndexOfEscaped(scanner.AsRead());
        var likely = seen == 0 ? 0 : BitOperations.Log2(seen) + 1;
        return likely < utf8.Length && scanner.ValueSpan.SequenceEqual(utf8[likely]) ? likely : IndexOf(scanner.ValueSpan);
    }

    private int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < utf8.Length; index++)
        {
            if (name.SequenceEqual(utf8[index]))
                return index;
        }

        return -1;
    }

    private int IndexOfEscaped(Utf8JsonReader reader)
    {
        try
        {
            return Array.IndexOf(names, reader.GetString());
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no name that anyone knows.
            return -1;
        }
    }
}
