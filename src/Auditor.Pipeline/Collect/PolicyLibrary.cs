using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Every distinct policy document of a run, read and compiled once however many principals share it. Safe from any thread.</summary>
/// <remarks>
/// AWS hands documents out percent-encoded, its CLI decodes them. Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html"/>.
/// </remarks>
public sealed class PolicyLibrary
{
    private const int LongestText = 1 << 24;
    private readonly ConcurrentDictionary<DocumentKey, Lazy<PolicyDocument>> documents = new();

    /// <summary>How many distinct documents have been met; one read as two types counts twice.</summary>
    public int Count => documents.Count;

    /// <summary>The document that a JSON value holds: an object, or text that is one, percent-encoded or not.</summary>
    /// <param name="value">The value as it stands in its file, quotation marks included. It is not kept.</param>
    /// <param name="type">What the document is used as.</param>
    /// <returns>The shared document; an unread one for any other value. Positions count within the object, or within the decoded text.</returns>
    public PolicyDocument Get(ReadOnlyMemory<byte> value, PolicyType type)
    {
        var key = DocumentKey.Of(value.Span, type);
        return documents.TryGetValue(key, out var known) ? known.Value : Add(key, value);
    }

    private PolicyDocument Add(DocumentKey key, ReadOnlyMemory<byte> value) =>
        documents.GetOrAdd(key, _ => new Lazy<PolicyDocument>(() => Read(value, key.Type))).Value;

    private static PolicyDocument Read(ReadOnlyMemory<byte> value, PolicyType type)
    {
        if (value.Span.StartsWith("{"u8))
            return PolicyParser.Parse(value, type);
        if (!value.Span.StartsWith("\""u8))
            return PolicyDocument.Unread(type, "a policy document must be an object or text");
        if (value.Length > LongestText)
            return PolicyDocument.Unread(type, "the document is far longer than AWS stores");
        return Decode(value.Span) is { } text
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

    private readonly record struct DocumentKey(UInt128 First, UInt128 Second, PolicyType Type)
    {
        public static DocumentKey Of(ReadOnlySpan<byte> bytes, PolicyType type)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes, hash);
            return new DocumentKey(BinaryPrimitives.ReadUInt128LittleEndian(hash), BinaryPrimitives.ReadUInt128LittleEndian(hash[16..]), type);
        }
    }
}
