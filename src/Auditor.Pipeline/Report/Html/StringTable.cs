using System.Text;
using System.Text.Json;

namespace Auditor.Pipeline.Report.Html;

/// <summary>Texts that the page's data names by number, so that each is there once. Number 0 is the empty text, and stands for null too.</summary>
internal sealed class StringTable
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<string> texts = [""];

    /// <summary>How many bytes the table takes, at most a few more or fewer.</summary>
    public int Bytes { get; private set; }

    public int Of(string? text)
    {
        var key = text ?? "";
        if (numbers.TryGetValue(key, out var known))
            return known;
        numbers[key] = texts.Count;
        texts.Add(key);
        Bytes += Cost(key);
        return texts.Count - 1;
    }

    public bool Has(string text) => numbers.ContainsKey(text);

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    /// <summary>The bytes of a text in the page: quotes and line ends take two, what could end the data six.</summary>
    private static int Cost(string text)
    {
        var more = 3;
        foreach (var character in text)
            more += character switch { '"' or '\\' or '\n' or '\t' => 1, '<' or '>' or '&' => 5, < ' ' => 5, _ => 0 };
        return Encoding.UTF8.GetByteCount(text) + more;
    }
}
