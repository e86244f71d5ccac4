using System.Collections.Immutable;
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
    private static readonly string[] KnownVersions = ["2012-10-17", "2008-10-17"];

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
        var text = new DocumentText(utf8);
        if (IsOversized(text.Bytes, type))
            return PolicyDocument.Unread(type, $"the document has more than {type.MostCharacters()} characters, far beyond what AWS stores as a {type.Describe()}");
        try
        {
            return Read(text, type, isVersionKnown: false, version: null) ?? Read(text, type, isVersionKnown: true, FindVersion(text))!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException { InnerException: DecoderFallbackException or null })
        {
            return Explain(text, type);
        }
    }

    /// <summary>Reads a document; null if its version stands behind what it is needed for.</summary>
    private static PolicyDocument? Read(DocumentText text, PolicyType type, bool isVersionKnown, string? version)
    {
        var problems = new PolicyProblems();
        var reader = new JsonScanner(text.Bytes, DeepestNesting);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return BrokenRoot(ref reader, text, type);

        var statements = ImmutableArray.CreateBuilder<Statement>();
        var statementParser = new StatementParser(text, type, problems) { HasVariables = version == KnownVersions[0] };
        var broken = false;
        var elements = new ElementNames(text, problems);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, isNew) = elements.Next(ref reader);
            broken |= !isNew;
            reader.Read();
            if (name == "Version" && !isVersionKnown)
            {
                if (!isNew || elements.Has("Statement"))
                    return null;
                statementParser.HasVariables = reader.TokenType == JsonTokenType.String && reader.GetString() == KnownVersions[0];
            }

            broken |= !ReadElement(name, ref reader, text, statementParser, statements, problems);
        }

        PassRest(ref reader);
        if (!elements.Has("Statement"))
            problems.Add(new PolicyProblem(IsError: false, "the document has no `Statement`", new TextPosition(1, 1)));
        if (broken)
            statements.Add(new Statement { Index = 0, IsUnreadable = true });
        return Finish(text, type, statementParser.HasVariables, statements, problems);
    }

    private static PolicyDocument Finish(
        DocumentText text,
        PolicyType type,
        bool hasVariables,
        ImmutableArray<Statement>.Builder statements,
        PolicyProblems problems)
    {
        NoteDuplicateSids(statements, problems);
        NoteOddCharacters(text, problems);
        var isUnreadable = false;
        foreach (var statement in statements)
            isUnreadable |= statement.IsUnreadable;
        return new PolicyDocument
        {
            Type = type,
            HasVariables = hasVariables,
            Statements = statements.DrainToImmutable(),
            Problems = problems.ToImmutable(),
            IsUnreadable = isUnreadable,
        };
    }

    /// <summary>Reads on to the end, so that whatever stands behind the document is noticed.</summary>
    private static void PassRest(ref JsonScanner reader)
    {
        while (reader.Read())
        {
        }
    }

    private static PolicyDocument BrokenRoot(ref JsonScanner reader, DocumentText text, PolicyType type)
    {
        var (start, token) = (reader.TokenStartIndex, reader.TokenType);
        PassRest(ref reader);
        return Broken(type, $"a policy document is a JSON object, not {JsonWords.Describe(token)}", text.PositionOf(start));
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

    /// <summary>Reads one element of the document; false if it makes the whole document unreadable.</summary>
    private static bool ReadElement(
        string name,
        ref JsonScanner reader,
        DocumentText text,
        StatementParser statementParser,
        ImmutableArray<Statement>.Builder statements,
        PolicyProblems problems)
    {
        var start = reader.TokenStartIndex;
        switch (name)
        {
            case "Statement":
                return statementParser.ReadAll(ref reader, statements);
            case "Version" or "Id" when reader.TokenType != JsonTokenType.String:
                problems.Add(new PolicyProblem(IsError: true, $"`{name}` must be text, not {JsonWords.Describe(reader.TokenType)}", text.PositionOf(start)));
                reader.Skip();
                return false;
            case "Version" when !KnownVersions.Contains(reader.GetString(), StringComparer.Ordinal):
                problems.Add(new PolicyProblem(IsError: false, $"unknown `Version` `{JsonWords.Shorten(reader.GetString())}`: AWS knows {string.Join(" and ", KnownVersions)}", text.PositionOf(start)));
                return true;
            case "Version":
                return true;
            case "Id":
                if (!statementParser.Type.HasPrincipal())
                    problems.Add(new PolicyProblem(IsError: false, $"`Id` has no place in a {statementParser.Type.Describe()}", text.PositionOf(start)));
                return true;
            default:
                problems.Add(new PolicyProblem(IsError: false, $"unknown element `{JsonWords.Shorten(name)}`", text.PositionOf(start)));
                reader.Skip();
                return true;
        }
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

    private static void NoteDuplicateSids(ImmutableArray<Statement>.Builder statements, PolicyProblems problems)
    {
        if (statements.Count < 2)
            return;
        var seen = new NameSet(StringComparer.Ordinal);
        foreach (var statement in statements)
        {
            if (!string.IsNullOrEmpty(statement.Sid) && !seen.Add(statement.Sid))
                problems.Add(new PolicyProblem(IsError: false, $"the Sid `{JsonWords.Shorten(statement.Sid)}` is used twice", statement.Start));
        }
    }

    /// <summary>AWS stores U+0009, U+000A, U+000D and U+0020 to U+00FF only.</summary>
    private static void NoteOddCharacters(DocumentText text, PolicyProblems problems)
    {
        // Everything up to U+00FF is one byte, or two that start with C2 or C3.
        var at = text.Bytes.IndexOfAnyInRange((byte)0xC4, (byte)0xFF);
        if (at >= 0)
            problems.Add(new PolicyProblem(IsError: false, "a character beyond U+00FF, which IAM does not store", text.PositionOf(at)));
    }

    private static PolicyDocument Broken(PolicyType type, string message, TextPosition position) => new()
    {
        Type = type,
        Statements = [new Statement { Index = 0, IsUnreadable = true, Start = position }],
        Problems = [new PolicyProblem(IsError: true, message, position)],
        IsUnreadable = true,
    };
}
