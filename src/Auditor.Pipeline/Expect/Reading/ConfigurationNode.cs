using System.Text;
using System.Text.Json;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>One JSON value of the configuration, with its place.</summary>
/// <param name="type">The type of the value's first token.</param>
/// <param name="offset">Where the value begins, in bytes.</param>
/// <param name="parent">The object or list that holds it; null for the root.</param>
/// <param name="name">The member's name, or null in a list.</param>
/// <param name="nameOffset">Where the member's name begins; the value's own place in a list.</param>
/// <param name="index">The place in a list, from 0.</param>
internal sealed class ConfigurationNode(JsonTokenType type, int offset, ConfigurationNode? parent, string? name, int nameOffset, int index)
{
    private const int LongestName = 80;
    private List<ConfigurationNode>? children;

    /// <summary>The type of the value's first token.</summary>
    public JsonTokenType Type => type;

    /// <summary>Where the value begins, in bytes.</summary>
    public int Offset => offset;

    /// <summary>The member's name, or null in a list.</summary>
    public string? Name => name;

    /// <summary>Where the member's name stands; the value's own place in a list.</summary>
    public int NameOffset => nameOffset;

    /// <summary>The content of a text, or the digits of a number; else empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>An object's members, without repetitions, or a list's entries.</summary>
    public IReadOnlyList<ConfigurationNode> Children => children ?? (IReadOnlyList<ConfigurationNode>)[];

    public bool IsObject => type == JsonTokenType.StartObject;

    public bool IsList => type == JsonTokenType.StartArray;

    public bool IsText => type == JsonTokenType.String;

    public bool IsNull => type == JsonTokenType.Null;

    public string Path
    {
        get
        {
            var path = new StringBuilder();
            AppendPath(path);
            return path.ToString();
        }
    }

    public void Add(ConfigurationNode child) => (children ??= []).Add(child);

    /// <summary>For messages: what the value is.</summary>
    public string Describe() => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => Quote(Text),
        JsonTokenType.Number => $"the number {Shorten(Text)}",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "null",
    };

    /// <summary>Foreign text for a message, never longer than a line, and always one.</summary>
    public static string Quote(string text) => $"`{Shorten(text)}`";

    private static string Shorten(string text) => PlainText.Of(PlainText.Shorten(text, LongestName + 1));

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '$';

    // The reader refuses deep nesting, so this recursion is shallow.
    private void AppendPath(StringBuilder path)
    {
        if (parent is null)
        {
            path.Append('$');
            return;
        }

        parent.AppendPath(path);
        if (name is null)
            path.Append('[').Append(index).Append(']');
        else if (name.Length is > 0 and <= LongestName && name.All(IsPlain))
            path.Append('.').Append(name);
        else
            path.Append("['").Append(Shorten(name)).Append("']");
    }
}
