using System.Globalization;
using System.Xml.Linq;
using Amazon;

namespace StandIn;

/// <summary>
/// Reads members of an XML answer by local name; what is absent is null, or an empty list where AWSSDK is told to initialize collections.
/// </summary>
internal static class XmlRead
{
    public static XElement? Child(this XElement element, string name)
    {
        foreach (var child in element.Elements())
        {
            if (child.Name.LocalName == name)
                return child;
        }
        return null;
    }

    public static string? Text(this XElement element, string name) => element.Child(name)?.Value;

    public static int? Int(this XElement element, string name) =>
        element.Text(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public static bool? Bool(this XElement element, string name) => element.Text(name) is { Length: > 0 } text ? bool.Parse(text) : null;

    public static DateTime? Date(this XElement element, string name) =>
        element.Text(name) is { Length: > 0 } text
            ? DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
            : null;

    public static T? Shape<T>(this XElement element, string name, Func<XElement, T> read)
        where T : class => element.Child(name) is { } child ? read(child) : null;

    public static List<T>? List<T>(this XElement element, string name, Func<XElement, T> read)
    {
        if (element.Child(name) is not { } list)
            return AWSConfigs.InitializeCollections ? [] : null;
        return [.. list.Elements().Select(read)];
    }

    public static List<string>? Texts(this XElement element, string name) => element.List(name, item => item.Value);

    public static Dictionary<string, string>? Map(this XElement element, string name)
    {
        if (element.Child(name) is not { } map)
            return AWSConfigs.InitializeCollections ? [] : null;
        return map.Elements().ToDictionary(entry => entry.Text("key") ?? "", entry => entry.Text("value") ?? "", StringComparer.Ordinal);
    }
}
