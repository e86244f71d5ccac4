using System.Text;
using System.Text.Json;

namespace Auditor.Pipeline.Collect;

/// <summary>The members that are looked at in one sort of JSON object; at most 64.</summary>
internal sealed class MemberNames
{
    private readonly string[] names;
    private readonly byte[][] utf8;

    public MemberNames(params string[] names)
    {
        this.names = names;
        utf8 = [.. names.Select(Encoding.UTF8.GetBytes)];
    }

    public string this[int index] => names[index];

    /// <summary>Which of the names the reader stands at; -1 for any other.</summary>
    public int IndexOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
            return IndexOfEscaped(ref reader);
        var span = reader.ValueSpan;
        for (var index = 0; index < utf8.Length; index++)
        {
            if (span.SequenceEqual(utf8[index]))
                return index;
        }

        return -1;
    }

    private int IndexOfEscaped(ref Utf8JsonReader reader)
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
