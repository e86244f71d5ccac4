using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Auditor.Pipeline.Findings;

/// <summary>What tells the evidence of a finding from what it was: whoever has the report can work it out from <c>evidence[]</c>.</summary>
internal static class EvidenceHash
{
    private const int MostBytes = 4_096;

    // Utf8JsonWriter escapes more than RFC 8785 lets it.
    private static readonly SearchValues<char> Escaped = SearchValues.Create(['"', '\\', .. Enumerable.Range(0, ' ').Select(code => (char)code)]);

    /// <summary>The SHA-256 of the evidence as canonical JSON (RFC 8785): the report's members in ordinal order, no white space, no escapes but those that JSON needs.</summary>
    public static string Of(ImmutableArray<Evidence> evidence)
    {
        var json = new StringBuilder("[");
        foreach (var item in evidence)
        {
            json.Append(json.Length > 1 ? "," : "");
            json.Append("{\"column\":").Append(Place(item.Column)).Append(",\"line\":").Append(Place(item.Line));
            Append(json.Append(",\"policy\":"), item.Policy);
            Append(json.Append(",\"statement\":"), item.Statement);
            Append(json.Append(",\"text\":"), item.Text);
            Append(json.Append(",\"version\":"), item.Version);
            json.Append('}');
        }

        return "sha256:" + Convert.ToHexStringLower(HashOf(json.Append(']')));
    }

    /// <summary>Piece by piece: texts of policies are long, and hashed once.</summary>
    private static byte[] HashOf(StringBuilder json)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var encoder = Encoding.UTF8.GetEncoder();
        Span<byte> bytes = stackalloc byte[MostBytes];
        foreach (var chunk in json.GetChunks())
        {
            var rest = chunk.Span;
            while (!rest.IsEmpty)
            {
                encoder.Convert(rest, bytes, flush: false, out var read, out var written, out _);
                hash.AppendData(bytes[..written]);
                rest = rest[read..];
            }
        }

        return hash.GetHashAndReset();
    }

    /// <summary>As the report has it: null where no place is known.</summary>
    private static string Place(int value) => value > 0 ? value.ToString(CultureInfo.InvariantCulture) : "null";

    private static void Append(StringBuilder json, string? text)
    {
        if (text is null)
        {
            json.Append("null");
            return;
        }

        json.Append('"');
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            json.Append(rest[..at]);
            AppendEscape(json, rest[at]);
            rest = rest[(at + 1)..];
        }

        json.Append(rest).Append('"');
    }

    private static void AppendEscape(StringBuilder json, char character) => _ = character switch
    {
        '"' or '\\' => json.Append('\\').Append(character),
        '\b' => json.Append("\\b"),
        '\t' => json.Append("\\t"),
        '\n' => json.Append("\\n"),
        '\f' => json.Append("\\f"),
        '\r' => json.Append("\\r"),
        _ => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
    };
}
