using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Auditor.Engine.Json;
using Auditor.Engine.Matching;

namespace Auditor.Engine.Policies;

/// <summary>Reads the values of elements, and notes what is wrong with them.</summary>
internal sealed class ElementReader(DocumentText text, PolicyProblems problems)
{
    private static readonly string[] PrincipalTypes = ["AWS", "Service", "Federated", "CanonicalUser"];

    private readonly List<string> values = [];
    private readonly List<ActionPattern> actions = [];

    public int ErrorCount { get; private set; }

    /// <summary>Notes an error at the reader's place and passes the value over.</summary>
    public void Error(ref JsonScanner reader, string message)
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
    public string? ReadText(ref JsonScanner reader, string name)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetSharedString();
        Error(ref reader, $"`{name}` must be text, not {JsonWords.Describe(reader.TokenType)}");
        return null;
    }

    /// <summary>Reads a text or a list of texts.</summary>
    public ImmutableArray<string> ReadTexts(ref JsonScanner reader, string name) =>
        ReadValues(ref reader, name, scalars: false);

    /// <summary>Reads an action or a list of actions.</summary>
    public ImmutableArray<ActionPattern> ReadActions(ref JsonScanner reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return ReadAction(ref reader, name) is { } single ? [single] : [];
        actions.Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadAction(ref reader, name) is { } action)
                actions.Add(action);
        }

        return [.. actions];
    }

    /// <summary>Reads a value or a list of values of a condition; numbers and booleans become their text.</summary>
    public ImmutableArray<string> ReadConditionValues(ref JsonScanner reader, string name) =>
        ReadValues(ref reader, name, scalars: true);

    public ImmutableArray<PrincipalEntry> ReadPrincipals(ref JsonScanner reader, string name)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.ValueTextEquals("*"u8))
                return [new PrincipalEntry("AWS", "*")];
            Error(ref reader, $"`{name}` must be `*` or an object, not `{JsonWords.Shorten(reader.GetString())}`");
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
            if (!PrincipalTypes.AsSpan().Contains(type))
                problems.Add(new PolicyProblem(IsError: false, $"unknown type of principal `{JsonWords.Shorten(type)}`", text.PositionOf(reader.TokenStartIndex)));
            reader.Read();
            foreach (var value in ReadTexts(ref reader, name))
                entries.Add(new PrincipalEntry(type, value));
        }

        return entries.ToImmutable();
    }

    private ActionPattern? ReadAction(ref JsonScanner reader, string name)
    {
        if (reader.TokenType == JsonTokenType.String)
            return SharedActions.Get(in reader);
        ReadValue(ref reader, name, scalars: false);
        return null;
    }

    private ImmutableArray<string> ReadValues(ref JsonScanner reader, string name, bool scalars)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return ReadValue(ref reader, name, scalars) is { } single ? [single] : [];
        values.Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadValue(ref reader, name, scalars) is { } value)
                values.Add(value);
        }

        return [.. values];
    }

    private string? ReadValue(ref JsonScanner reader, string name, bool scalars)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetSharedString();
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
