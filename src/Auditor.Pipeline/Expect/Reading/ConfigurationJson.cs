using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>Reads JSON with comments and trailing commas into nodes. Whatever the bytes are, nothing in it throws.</summary>
internal sealed class ConfigurationJson
{
    private const int DeepestNesting = 64;
    private const string HalfCharacter = "expected text, found half a surrogate pair, which is no character";
    private const int LargestFile = 4 * 1024 * 1024;
    private const int LongestReason = 200;
    // Some twenty thousand assignments. Values take more memory than their text.
    private const int MostValues = 200_000;

    private readonly ConfigurationErrors errors;
    private int count;
    private bool isPastLimit;

    private ConfigurationJson(ConfigurationErrors errors) => this.errors = errors;

    /// <summary>The root, or null after an error that leaves nothing to go on with.</summary>
    public static ConfigurationNode? Read(ReadOnlySpan<byte> utf8, ConfigurationErrors errors)
    {
        try
        {
            return IsReadable(utf8, errors) ? new ConfigurationJson(errors).ReadRoot(utf8) : null;
        }
        catch (JsonException error)
        {
            // The runtime quotes the whole rest of the file where a literal such as `true` is misspelled.
            errors.Add(error.LineNumber ?? 0, error.BytePositionInLine ?? 0, "not JSON: " + PlainText.Of(PlainText.Shorten(JsonWords.Reason(error), LongestReason)));
            return null;
        }
    }

    private static bool IsReadable(ReadOnlySpan<byte> utf8, ConfigurationErrors errors)
    {
        if (utf8.Length > LargestFile)
            errors.Add(0, $"expected at most {LargestFile} bytes, found {utf8.Length}");
        else if (!Utf8.IsValid(utf8))
            errors.Add(FirstInvalid(utf8), "expected UTF-8");
        return !errors.Any;
    }

    private ConfigurationNode? ReadRoot(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = DeepestNesting,
        });
        reader.Read();
        var root = ReadValue(ref reader, null, null, 0, 0);
        // Whatever follows the value is an error that only the next read finds.
        while (reader.Read())
            reader.Skip();
        if (!isPastLimit)
            return root;
        errors.Add(0, $"expected at most {MostValues} values, found more");
        return null;
    }

    private ConfigurationNode ReadValue(
        ref Utf8JsonReader reader, ConfigurationNode? parent, string? name, int nameOffset, int index)
    {
        var offset = (int)reader.TokenStartIndex;
        var text = ReadText(ref reader);
        var node = new ConfigurationNode(reader.TokenType, offset, parent, name, name is null ? offset : nameOffset, index) { Text = text ?? "" };
        if (text is null)
            errors.Add(node, HalfCharacter);
        if (node.IsObject)
            ReadMembers(ref reader, node);
        else if (node.IsList)
            ReadEntries(ref reader, node);
        return node;
    }

    private void ReadMembers(ref Utf8JsonReader reader, ConfigurationNode node)
    {
        HashSet<string>? names = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var offset = (int)reader.TokenStartIndex;
            var name = ReadText(ref reader);
            reader.Read();
            if (IsPastLimit(ref reader))
                continue;
            var value = ReadValue(ref reader, node, name ?? "", offset, 0);
            if (name is null)
                errors.AddAtName(value, HalfCharacter);
            else if ((names ??= new HashSet<string>(StringComparer.Ordinal)).Add(name))
                node.Add(value);
            else
                errors.AddAtName(value, $"the member {ConfigurationNode.Quote(name)} stands here twice");
        }
    }

    private void ReadEntries(ref Utf8JsonReader reader, ConfigurationNode node)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (IsPastLimit(ref reader))
                continue;
            node.Add(ReadValue(ref reader, node, null, 0, node.Children.Count));
        }
    }

    private bool IsPastLimit(ref Utf8JsonReader reader)
    {
        isPastLimit |= ++count > MostValues;
        if (isPastLimit)
            reader.Skip();
        return isPastLimit;
    }

    /// <summary>A text's content or a number's digits, empty for other values; null if the text ends inside a character.</summary>
    private static string? ReadText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return Encoding.UTF8.GetString(reader.ValueSpan);
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            return "";
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        var at = 0;
        while (at < utf8.Length && Rune.DecodeFromUtf8(utf8[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
            at += length;
        return at;
    }
}
