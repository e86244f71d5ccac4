using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Engine.Json;

namespace Auditor.Engine.Policies;

/// <summary>Reads the object that a document is, in one pass.</summary>
internal sealed class DocumentParser
{
    internal const string VersionWithVariables = "2012-10-17";
    internal const string VersionWithoutVariables = "2008-10-17";
    private static readonly string[] Meaningful = ["Statement"];
    private static readonly string[] KnownVersions = [VersionWithVariables, VersionWithoutVariables];

    private readonly DocumentText text;
    private readonly PolicyType type;
    private readonly PolicyProblems problems = new();
    private readonly ElementNames elements;
    private readonly StatementParser statementParser;
    private readonly ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
    private readonly bool isVersionKnown;

    /// <summary>For a document whose version is not known: most have it in front.</summary>
    public DocumentParser(DocumentText text, PolicyType type)
    {
        this.text = text;
        this.type = type;
        elements = new ElementNames(text, problems);
        statementParser = new StatementParser(text, type, problems);
    }

    /// <summary>For a document whose version is known.</summary>
    public DocumentParser(DocumentText text, PolicyType type, string? version)
        : this(text, type)
    {
        isVersionKnown = true;
        statementParser.HasVariables = version == VersionWithVariables;
    }

    /// <summary>Reads the object that the reader has entered; null if its version stands behind what it is needed for.</summary>
    public PolicyDocument? Read(ref JsonScanner reader)
    {
        var broken = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, isNew) = elements.Next(ref reader);
            // To look for it costs less than to read the statements in vain.
            if (name == "Statement" && !isVersionKnown && !elements.Has("Version"))
                return null;
            broken |= !isNew;
            reader.Read();
            if (name == "Version" && !isVersionKnown)
            {
                if (!isNew || elements.Has("Statement"))
                    return null;
                statementParser.HasVariables = reader.TokenType == JsonTokenType.String && reader.GetString() == VersionWithVariables;
            }

            broken |= !ReadElement(name, isNew, ref reader);
        }

        if (!elements.Has("Statement"))
            problems.Add(new PolicyProblem(IsError: false, "the document has no `Statement`", new TextPosition(1, 1)));
        if (broken)
            statements.Add(new Statement { Index = 0, IsUnreadable = true });
        return Finish();
    }

    private PolicyDocument Finish()
    {
        NoteDuplicateSids();
        NoteOddCharacters();
        var isUnreadable = false;
        foreach (var statement in statements)
            isUnreadable |= statement.IsUnreadable;
        return new PolicyDocument
        {
            Type = type,
            HasVariables = statementParser.HasVariables,
            Statements = statements.DrainToImmutable(),
            Problems = problems.ToImmutable(),
            IsUnreadable = isUnreadable,
        };
    }

    /// <summary>Reads one element of the document; false if it makes the whole document unreadable.</summary>
    private bool ReadElement(string name, bool isNew, ref JsonScanner reader)
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
                if (!type.HasPrincipal())
                    problems.Add(new PolicyProblem(IsError: false, $"`Id` has no place in a {type.Describe()}", text.PositionOf(start)));
                return true;
            default:
                var isHarmless = !isNew || problems.AddUnknown(name, Meaningful, text.PositionOf(start));
                reader.Skip();
                return isHarmless;
        }
    }

    private void NoteDuplicateSids()
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
    private void NoteOddCharacters()
    {
        // Everything up to U+00FF is one byte, or two that start with C2 or C3.
        var at = text.Bytes.IndexOfAnyInRange((byte)0xC4, (byte)0xFF);
        if (at >= 0)
            problems.Add(new PolicyProblem(IsError: false, "a character beyond U+00FF, which IAM does not store", text.PositionOf(at)));
    }
}
