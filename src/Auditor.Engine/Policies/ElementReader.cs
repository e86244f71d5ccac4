using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Auditor.Engine.Policies;

/// <summary>Reads the values of elements, and notes what is wrong with them.</summary>
internal sealed class ElementReader(DocumentText text, PolicyProblems problems)
{
    private static readonly string[] PrincipalTypes = ["AWS", "Service", "Federated", "CanonicalUser"];

    public int ErrorCount { get; private set; }

    /// <summary>Notes an error at the reader's place and passes the value over.</summary>
    public void Error(ref Utf8JsonReader reader, string message)
    {
        Error(text.PositionOf(reader.TokenStartIndex), message);
        reader.Skip();
    }

    public void Error(TextPosition position, string message)
    {
        ErrorCount++;
        problems.Add(new PolicyProblem(IsError: true, message, position));
    }

    /// <summary>Reads a text; null after an error.</summary>
    public string? ReadText(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        Error(ref reader, $"`{name}` must be text, not {JsonWords.Describe(reader.TokenType)}");
        return null;
    }

    /// <summary>Reads a text or a list of texts.</summary>
    public ImmutableArray<string> ReadTexts(ref Utf8JsonReader reader, string name) =>
        ReadValues(ref reader, name, scalars: false);

    /// <summary>Reads a value or a list of values of a condition; numbers and booleans become their text.</summary>
    public ImmutableArray<string> ReadConditionValues(ref Utf8JsonReader reader, string name) =>
        ReadValues(ref reader, name, scalars: true);

    public ImmutableArray<PrincipalEntry> ReadPrincipals(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.ValueTextEquals("*"u8))
                return [new PrincipalEntry("AWS", "*")];
            Error(ref reader, $"`{name}` must be `*` or an object, not `{JsonWords.Shorten(reader.GetString()!)}`");
            return [];
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Error(ref reader, $"`{name}` must be `*` or an object, not {JsonWords.Describe(reader.TokenType)}");
            return [];
        }

        var entries = ImmutableArray.CreateBuilder<PrincipalEntry>();
        var types = new ElementNames(text, problems);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (type, isNew) = types.Next(ref reader);
            if (!isNew)
                ErrorCount++;
            if (!PrincipalTypes.Contains(type, StringComparer.Ordinal))
                problems.Add(new PolicyProblem(IsError: false, $"unknown type of principal `{JsonWords.Shorten(type)}`", text.PositionOf(reader.TokenStartIndex)));
            reader.Read();
            entries.AddRange(ReadTexts(ref reader, name).Select(value => new PrincipalEntry(type, value)));
        }

        return entries.ToImmutable();
    }

    private ImmutableArray<string> ReadValues(ref Utf8JsonReader reader, string name, bool scalars)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return ReadValue(ref reader, name, scalars) is { } single ? [single] : [];
        var values = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadValue(ref reader, name, scalars) is { } value)
                values.Add(value);
        }

        return values.ToImmutable();
    }

    private string? ReadValue(ref Utf8JsonReader reader, string name, bool scalars)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.True when scalars:
                return "true";
            case JsonTokenType.False when scalars:
                return "false";
            case JsonTokenType.Number when scalars:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            default:
                Error(ref reader, $"a value of `{JsonWords.Shorten(name)}` must be text, not {JsonWords.Describe(reader.TokenType)}");
                return null;
        }
    }
}
