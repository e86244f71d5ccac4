using System.Text.Json;

namespace Floor;

/// <summary>What is done with the bytes of one file.</summary>
/// <returns>A count that shows that it was done.</returns>
internal delegate long Pass(ReadOnlySpan<byte> json);

/// <summary>The passes by name.</summary>
internal static class Passes
{
    /// <summary>The pass of this name, or null.</summary>
    public static Pass? Find(string name) => name switch
    {
        "read" => static json => json.Length == 0 ? 0 : json[^1],
        "scan" => StructuralScan.Count,
        "tokens" => Tokens,
        _ => null,
    };

    private static long Tokens(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var tokens = 0L;
        while (reader.Read())
            tokens++;
        return tokens;
    }
}
