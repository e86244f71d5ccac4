using System.Buffers;
using System.Text.Json;

namespace Auditor.Pipeline.Simulate.Custom;

/// <summary>The member <c>Id</c> of a request, which its answer repeats whatever its type is.</summary>
internal static class SimulationId
{
    /// <summary>The id; null if there is none, or one that cannot be repeated: rather no id than no answer.</summary>
    public static JsonElement? Of(JsonElement request)
    {
        try
        {
            return request.TryGetProperty("Id", out var id) && CanBeRepeated(id) ? id : null;
        }
        catch (InvalidOperationException)
        {
            // The name of a member has half of a surrogate pair.
            return null;
        }
    }

    private static bool CanBeRepeated(JsonElement id)
    {
        if (id.ValueKind is not (JsonValueKind.String or JsonValueKind.Array or JsonValueKind.Object))
            return true;
        try
        {
            using var scratch = new Utf8JsonWriter(new ArrayBufferWriter<byte>());
            id.WriteTo(scratch);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
