using System.Text;
using System.Text.Json;
using Auditor.Engine.Json;

namespace Auditor.Engine.Policies;

/// <summary>Reads policy documents. Whatever the bytes are, reading ends with a document: nothing in it throws.</summary>
/// <remarks>
/// Source: IAM User Guide, grammar of the JSON policy language,
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"/>. Safe from any thread.
/// </remarks>
public static class PolicyParser
{
    private const int DeepestNesting = 64;

    /// <summary>Reads a document given as text.</summary>
    public static PolicyDocument Parse(string json, PolicyType type)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json), type);
    }

    /// <summary>Reads a document given as UTF-8, with or without a byte order mark.</summary>
    /// <param name="utf8">The document's own bytes; positions are counted in them. The document keeps them: nobody may change them afterwards.</param>
    /// <param name="type">What the document is used as: a Principal is an error in some types and required in others.</param>
    public static PolicyDocument Parse(ReadOnlyMemory<byte> utf8, PolicyType type)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        if (type is PolicyType.IdentityBased or PolicyType.PermissionsBoundary && utf8.Length <= type.MostCharacters()
            && OutlineReader.Of(utf8.Span) is { } outline)
            return PolicyDocument.LookedOver(utf8, type, outline);
        return ParseWhole(utf8, type);
    }

    /// <summary>The same, with every statement made at once.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="type">What it is used as.</param>
    /// <param name="version">Its version, if that is known; else it is looked for, and the document is gone over once more where it stands behind the statements.</param>
    internal static PolicyDocument ParseWhole(ReadOnlyMemory<byte> utf8, PolicyType type, string? version = null)
    {
        var text = new DocumentText(utf8);
        if (IsOversized(text.Bytes, type))
            return PolicyDocument.Unread(type, $"the document has more than {type.MostCharacters()} characters, far beyond what AWS stores as a {type.Describe()}");
        try
        {
            return Read(text, type, version is null ? new DocumentParser(text, type) : new DocumentParser(text, type, version)) ?? Read(text, type, new DocumentParser(text, type, FindVersion(text)))!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException { InnerException: DecoderFallbackException or null })
        {
            return Explain(text, type);
        }
    }

    private static PolicyDocument? Read(DocumentText text, PolicyType type, DocumentParser parser)
    {
        var reader = new JsonScanner(text.Bytes, DeepestNesting);
        reader.Read();
        var (start, token) = (reader.TokenStartIndex, reader.TokenType);
        var document = token == JsonTokenType.StartObject
            ? parser.Read(ref reader)
            : Broken(type, $"a policy document is a JSON object, not {JsonWords.Describe(token)}", text.PositionOf(start));
        // Whatever stands behind the document is noticed too.
        while (document is not null && reader.Read())
        {
        }

        return document;
    }

    /// <summary>What is wrong with a document that could not be read to its end.</summary>
    private static PolicyDocument Explain(DocumentText text, PolicyType type)
    {
        try
        {
            FindVersion(text);
        }
        catch (JsonException error)
        {
            return Broken(type, "not JSON: " + JsonWords.Reason(error), text.PositionOf(error.LineNumber ?? 0, error.BytePositionInLine ?? 0));
        }
        catch (InvalidOperationException)
        {
            // The version's text is what is not valid; there may be broken JSON behind it.
        }

        return Broken(type, "not JSON: text that is not valid Unicode", new TextPosition(1, 1));
    }

    /// <summary>The version decides how statements are read, and may stand behind them. This pass, by the runtime's reader, also finds any broken JSON.</summary>
    private static string? FindVersion(DocumentText text)
    {
        var reader = new Utf8JsonReader(text.Bytes, new JsonReaderOptions { MaxDepth = DeepestNesting });
        string? version = null;
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("Version"u8))
                continue;
            reader.Read();
            version = reader.TokenType == JsonTokenType.String ? reader.GetString() : version;
        }

        return version;
    }

    private static bool IsOversized(ReadOnlySpan<byte> bytes, PolicyType type)
    {
        var limit = type.MostCharacters();
        if (bytes.Length <= limit)
            return false;
        var characters = 0;
        foreach (var value in bytes)
        {
            // IAM does not count white space; the second to fourth byte of a character do not count either.
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') && (value & 0xC0) != 0x80)
                characters++;
        }

        return characters > limit;
    }

    private static PolicyDocument Broken(PolicyType type, string message, TextPosition position) => new()
    {
        Type = type,
        Statements = [new Statement { Index = 0, IsUnreadable = true, Start = position }],
        Problems = [new PolicyProblem(IsError: true, message, position)],
        IsUnreadable = true,
    };
}
