using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Auditor.Pipeline.Publish;

/// <summary>What is noted of the publication of one run to one destination, so that it happens once.</summary>
/// <param name="State">How far it is.</param>
/// <param name="At">When that was noted.</param>
/// <param name="Destination">Where the message goes.</param>
/// <param name="MessageId">The message's id once it is published, else null.</param>
/// <param name="Attempt">Tells who noted it from others that do so in the same second; null if nobody says.</param>
internal sealed record PublicationMark(PublicationState State, DateTimeOffset At, string Destination, string? MessageId, string? Attempt = null)
{
    /// <summary>After this time a run that said it was publishing is taken for dead. No host lets one publication, with all its retries, take longer.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <summary>True if nobody has published, or is publishing now.</summary>
    public bool MayPublish(DateTimeOffset now) => State switch
    {
        PublicationState.Published => false,
        PublicationState.Publishing => now - At >= Lease,
        _ => true,
    };

    public byte[] ToJson()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("state", Word(State));
            writer.WriteString("at", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("destination", Destination);
            writer.WriteString("messageId", MessageId);
            if (Attempt is not null)
                writer.WriteString("attempt", Attempt);
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads a mark; null if it is none, because somebody else wrote there.</summary>
    public static PublicationMark? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.GetProperty("state").GetString() is { } word && StateOf(word) is { } state
                ? new PublicationMark(state, root.GetProperty("at").GetDateTimeOffset(), root.GetProperty("destination").GetString()!, root.GetProperty("messageId").GetString())
                : null;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static PublicationState? StateOf(string word) =>
        Enum.GetValues<PublicationState>().Where(state => Word(state) == word).Cast<PublicationState?>().FirstOrDefault();

    private static string Word(PublicationState state) => state switch
    {
        PublicationState.Publishing => "publishing",
        PublicationState.Published => "published",
        _ => "failed",
    };
}
