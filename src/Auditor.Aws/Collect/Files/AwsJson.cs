using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Auditor.Aws.Collect.Files;

/// <summary>Writes AWS's answers the way the AWS CLI prints them: members that AWS left out are left out.</summary>
internal static class AwsJson
{
    private const int LongestPiece = 4_096;
    private const int MostPending = 1 << 16;

    public static void Text(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    public static void Number(this Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
    }

    public static void Flag(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } flag)
            writer.WriteBoolean(name, flag);
    }

    public static void Time(this Utf8JsonWriter writer, string name, DateTime? value)
    {
        if (value is { } time)
            writer.WriteString(name, time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'+00:00'", CultureInfo.InvariantCulture));
    }

    public static void List<T>(this Utf8JsonWriter writer, string name, IEnumerable<T>? items, Action<T> write)
    {
        if (items is null)
            return;
        writer.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        writer.WriteEndArray();
    }

    /// <summary>A list of objects.</summary>
    public static void Objects<T>(this Utf8JsonWriter writer, string name, IEnumerable<T>? items, Action<T> writeMembers) => writer.List(name, items, item =>
    {
        writer.WriteStartObject();
        writeMembers(item);
        writer.WriteEndObject();
    });

    /// <summary>A policy document, which the IAM API gives percent-encoded: as JSON, as the CLI prints it; what is no JSON as text.</summary>
    public static void Document(this Utf8JsonWriter writer, string name, string? encoded)
    {
        if (encoded is null)
            return;
        var text = encoded.StartsWith('%') ? Uri.UnescapeDataString(encoded) : encoded;
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (!IsJsonObject(utf8))
        {
            writer.WritePropertyName(name);
            writer.AnyText(encoded);
            return;
        }

        writer.WritePropertyName(name);
        Copy(utf8, writer);
    }

    /// <summary>Text of any length, in pieces: the writer takes six times the room for what it might have to escape.</summary>
    private static void AnyText(this Utf8JsonWriter writer, ReadOnlySpan<char> text)
    {
        for (; text.Length > LongestPiece; text = text[LongestPiece..])
        {
            writer.WriteStringValueSegment(text[..LongestPiece], isFinalSegment: false);
            writer.HandOn();
        }

        writer.WriteStringValueSegment(text, isFinalSegment: true);
    }

    /// <summary>What is written goes on to its file now and then: escaped and indented, a document can become many times as long.</summary>
    private static void HandOn(this Utf8JsonWriter writer)
    {
        if (writer.BytesPending > MostPending)
            writer.Flush();
    }

    private static bool IsJsonObject(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    _ = reader.GetString();
            }

            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair, which no writer could repeat.
            return false;
        }
    }

    /// <summary>Token by token, so that a member that stands twice still does: the audit must see it.</summary>
    private static void Copy(ReadOnlySpan<byte> utf8, Utf8JsonWriter writer)
    {
        var reader = new Utf8JsonReader(utf8);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(reader.GetString()!);
                    break;
                case JsonTokenType.String:
                    writer.AnyText(reader.GetString());
                    break;
                default:
                    writer.WriteRawValue(reader.ValueSpan);
                    break;
            }

            writer.HandOn();
        }
    }
}
