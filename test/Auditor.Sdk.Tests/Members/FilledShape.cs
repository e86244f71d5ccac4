using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Amazon.Runtime;

namespace Auditor.Sdk.Tests.Members;

/// <summary>
/// A request or an answer with a value of its own in every member, and how it looks on the wire: members go by their own names.
/// </summary>
internal sealed class FilledShape
{
    private static readonly DateTime Start = new(2026, 11, 25, 0, 0, 0, DateTimeKind.Utc);
    private int last;

    public object Of(Type type)
    {
        var number = ++last;
        if (type == typeof(string))
            return $"value {number}";
        if (type == typeof(MemoryStream))
            return new MemoryStream([(byte)number]);
        if (type.IsSubclassOf(typeof(ConstantClass)))
            return Activator.CreateInstance(type, $"CONSTANT_{number}")!;
        return Nullable.GetUnderlyingType(type) is { } value ? Value(value, number) : type.IsGenericType ? Collection(type) : Shape(type);
    }

    public static IEnumerable<PropertyInfo> Members(Type shape) =>
        shape.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    public static JsonNode Json(object value) => value switch
    {
        string text => text,
        ConstantClass constant => constant.Value,
        bool flag => flag,
        int number => number,
        long number => number,
        double number => number,
        DateTime moment => new DateTimeOffset(moment).ToUnixTimeSeconds(),
        IList list => new JsonArray([.. list.Cast<object>().Select(Json)]),
        IDictionary map => new JsonObject(map.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, (JsonNode?)Json(map[key]!)))),
        _ =>
            new JsonObject(
                Members(value.GetType()).Select(member => KeyValuePair.Create(member.Name, (JsonNode?)Json(member.GetValue(value)!)))),
    };

    public static XElement Xml(string name, object value) => value switch
    {
        IList list => new XElement(name, list.Cast<object>().Select(item => Xml("member", item))),
        IDictionary map => new XElement(name, map.Keys.Cast<string>().Select(
            key => new XElement("entry", new XElement("key", key), Xml("value", map[key]!)))),
        _ when Text(value) is { } text => new XElement(name, text),
        _ => new XElement(name, Members(value.GetType()).Select(member => Xml(member.Name, member.GetValue(value)!))),
    };

    /// <summary>Every value with its place, as the query protocol names it.</summary>
    public static IEnumerable<(string Place, string Value)> Values(string place, object? value) => value switch
    {
        null => [(place, "nothing")],
        IList list => list.Cast<object>().SelectMany((item, index) => Values(At(place, "member", index), item)),
        IDictionary map => map.Keys.Cast<string>().SelectMany((key, index) => Values(At(place, "entry", index) + ".Name", key)
            .Concat(Values(At(place, "entry", index) + ".Value", map[key]!))),
        _ when Text(value) is { } text => [(place, text)],
        _ => Members(value.GetType()).SelectMany(
            member => Values(place.Length == 0 ? member.Name : $"{place}.{member.Name}", member.GetValue(value))),
    };

    private static string At(string place, string kind, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{place}.{kind}.{index + 1}");

    private static string? Text(object value) => value switch
    {
        string text => text,
        ConstantClass constant => constant.Value,
        bool flag => flag ? "true" : "false",
        int or long or double => Convert.ToString(value, CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        MemoryStream bytes => Convert.ToBase64String(bytes.ToArray()),
        _ => null,
    };

    private static object Value(Type type, int number) =>
        type == typeof(bool) ? true
        : type == typeof(DateTime) ? Start.AddSeconds(number)
        : type == typeof(double) ? number + 0.5
        : Convert.ChangeType(number, type, CultureInfo.InvariantCulture);

    private object Collection(Type type)
    {
        var made = Activator.CreateInstance(type)!;
        if (made is IList list)
            list.Add(Of(type.GetGenericArguments()[0]));
        else
            ((IDictionary)made).Add($"key {++last}", Of(type.GetGenericArguments()[1]));
        return made;
    }

    private object Shape(Type type)
    {
        var made = Activator.CreateInstance(type)!;
        foreach (var member in Members(type))
            member.SetValue(made, Of(member.PropertyType));
        return made;
    }
}
