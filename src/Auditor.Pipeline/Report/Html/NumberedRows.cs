using System.Text.Json;

namespace Auditor.Pipeline.Report.Html;

/// <summary>Rows of numbers that many share, each there once.</summary>
internal sealed class NumberedRows
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<int[]> rows = [];

    public int Of(IEnumerable<int> row)
    {
        var values = row.ToArray();
        var key = string.Join(',', values);
        if (numbers.TryGetValue(key, out var known))
            return known;
        numbers[key] = rows.Count;
        rows.Add(values);
        return rows.Count - 1;
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var row in rows)
            WriteRow(json, row);
        json.WriteEndArray();
    }

    public static void WriteRow(Utf8JsonWriter json, IEnumerable<int> row)
    {
        json.WriteStartArray();
        foreach (var value in row)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
