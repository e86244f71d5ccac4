using System.Text.Json;

namespace Auditor.Function.Denials;

/// <summary>Reads the small documents in which denials are remembered. What somebody else wrote there counts as nothing: the next write mends it.</summary>
internal static class StateJson
{
    public static T? Read<T>(ReadOnlyMemory<byte>? content, Func<JsonElement, T> read)
        where T : class
    {
        if (content is not { } bytes)
            return null;
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return read(json.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
