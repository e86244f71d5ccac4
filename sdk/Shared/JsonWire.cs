using System.Globalization;
using System.Text.Json;
using Amazon;
using Amazon.Runtime;
using Amazon.Util;

namespace StandIn;

/// <summary>Reads and writes members of JSON; what is absent or null is null, and null is not sent.</summary>
internal static class JsonWire
{
    public static string? Text(this JsonElement element, string name) => element.Member(name)?.GetString();

    public static int? Int(this JsonElement element, string name) => element.Member(name)?.GetInt32();

    public static long? Long(this JsonElement element, string name) => element.Member(name)?.GetInt64();

    public static double? Double(this JsonElement element, string name) => element.Member(name)?.GetDouble();

    public static bool? Bool(this JsonElement element, string name) => element.Member(name)?.GetBoolean();

    /// <summary>A moment as seconds since 1970, with fractions.</summary>
    public static DateTime? Date(this JsonElement element, string name) =>
        element.Member(name) is { } seconds
            ? AWSSDKUtils.ConvertFromUnixEpochMilliseconds((long)Math.Round(seconds.GetDouble() * 1000))
            : null;

    public static T? Shape<T>(this JsonElement element, string name, Func<JsonElement, T> read)
        where T : class => element.Member(name) is { } member ? read(member) : null;

    public static List<T>? List<T>(this JsonElement element, string name, Func<JsonElement, T> read)
    {
        if (element.Member(name) is not { } list)
            return AWSConfigs.InitializeCollections ? [] : null;
        return [.. list.EnumerateArray().Select(read)];
    }

    public static List<string>? Texts(this JsonElement element, string name) => element.List(name, item => item.GetString() ?? "");

    public static Dictionary<string, string>? Map(this JsonElement element, string name)
    {
        if (element.Member(name) is not { } map)
            return AWSConfigs.InitializeCollections ? [] : null;
        return map.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString() ?? "", StringComparer.Ordinal);
    }

    public static Utf8JsonWriter Add(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
        return writer;
    }

    public static Utf8JsonWriter Add(this Utf8JsonWriter writer, string name, ConstantClass? value) => writer.Add(name, value?.Value);

    public static Utf8JsonWriter Add(this Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        return writer;
    }

    public static Utf8JsonWriter Add(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } flag)
            writer.WriteBoolean(name, flag);
        return writer;
    }

    public static Utf8JsonWriter Add(this Utf8JsonWriter writer, string name, DateTime? value)
    {
        if (value is { } moment)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(AWSSDKUtils.ConvertToUnixEpochSecondsDecimal(moment).ToString(CultureInfo.InvariantCulture));
        }
        return writer;
    }

    public static Utf8JsonWriter Add(this Utf8JsonWriter writer, string name, IReadOnlyCollection<string>? values)
    {
        if (values is null)
            return writer;
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
        return writer;
    }

    public static Utf8JsonWriter Add<T>(
        this Utf8JsonWriter writer, string name, IReadOnlyCollection<T>? values, Action<T, Utf8JsonWriter> write)
    {
        if (values is null)
            return writer;
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStartObject();
            write(value, writer);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        return writer;
    }

    public static Utf8JsonWriter AddShape<T>(this Utf8JsonWriter writer, string name, T? shape, Action<T, Utf8JsonWriter> write)
        where T : class
    {
        if (shape is null)
            return writer;
        writer.WriteStartObject(name);
        write(shape, writer);
        writer.WriteEndObject();
        return writer;
    }

    private static JsonElement? Member(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
}
