using System.Text.Json;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>A policy document as bytes, and what they say once somebody asks. Safe from any thread.</summary>
/// <remarks>
/// AWS hands documents out percent-encoded, its CLI decodes them. Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html"/>.
/// </remarks>
/// <param name="value">The value as it stood in a file, quotation marks included; nobody else may change it.</param>
/// <param name="type">What the document is used as.</param>
internal sealed class LibraryDocument(byte[] value, PolicyType type)
{
    private const int LongestText = 1 << 24;
    private readonly Lock gate = new();
    private volatile PolicyDocument? compiled;

    public ReadOnlySpan<byte> Value => value;

    public PolicyType Type => type;

    /// <summary>Another document with the same hash; set before any other thread sees this one.</summary>
    public LibraryDocument? Next { get; set; }

    /// <summary>True if the library keeps it; set before any other thread sees it.</summary>
    public bool IsKept { get; set; }

    public bool Is(ReadOnlySpan<byte> other, PolicyType otherType) => type == otherType && other.SequenceEqual(value);

    /// <summary>What the document says; compiled by whoever asks first.</summary>
    public PolicyDocument Compile(PolicyLibrary library)
    {
        if (compiled is { } known)
            return known;
        lock (gate)
        {
            if (compiled is null)
            {
                var document = Read();
                document.IsUnshared = !IsKept;
                compiled = document;
                library.CountCompiled();
            }

            return compiled;
        }
    }

    private PolicyDocument Read()
    {
        if (Value.StartsWith("{"u8))
            return PolicyParser.Parse(value, type);
        if (!Value.StartsWith("\""u8))
            return PolicyDocument.Unread(type, "a policy document must be an object or text");
        if (value.Length > LongestText)
            return PolicyDocument.Unread(type, "the document is far longer than AWS stores");
        return Decode(Value) is { } text
            ? PolicyParser.Parse(text, type)
            : PolicyDocument.Unread(type, "the document is not valid Unicode");
    }

    /// <summary>The text, percent-decoded if it starts with a percent sign; a plus sign stays one.</summary>
    private static string? Decode(ReadOnlySpan<byte> literal)
    {
        try
        {
            var reader = new Utf8JsonReader(literal);
            reader.Read();
            var text = reader.GetString()!.Trim();
            return text.StartsWith('%') ? Uri.UnescapeDataString(text) : text;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
