using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Report;

/// <summary>The form that lists, times, places and kinds of principals have in all JSON that is written.</summary>
internal static class JsonForm
{
    private const int MostPending = 1 << 16;

    /// <summary>Writes a place in a file as the members <c>line</c> and <c>column</c>.</summary>
    public static void WritePlace(Utf8JsonWriter writer, int line, int column)
    {
        WriteNumber(writer, "line", line);
        WriteNumber(writer, "column", column);
    }

    /// <summary>Writes a line or a column, which count from 1; one that is not known is null.</summary>
    public static void WriteNumber(Utf8JsonWriter writer, string name, int value)
    {
        if (value > 0)
            writer.WriteNumber(name, value);
        else
            writer.WriteNull(name);
    }

    /// <summary>Writes a list of objects, of which each writes its own members.</summary>
    public static void WriteList<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
            // A writer holds back all that it was not told to pass on.
            if (writer.BytesPending > MostPending)
                writer.Flush();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a list of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    /// <summary>How a kind of principal is called.</summary>
    public static string Word(PrincipalKind kind) => kind switch
    {
        PrincipalKind.User => "user",
        PrincipalKind.IdentityCenterRole => "identityCenterRole",
        PrincipalKind.ServiceLinkedRole => "serviceLinkedRole",
        _ => "role",
    };

    /// <summary>A moment in UTC, to the second.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
