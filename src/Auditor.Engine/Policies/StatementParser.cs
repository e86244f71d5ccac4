using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Engine.Json;

namespace Auditor.Engine.Policies;

/// <summary>Reads the statements of one document. An error makes its statement unreadable; the others still count.</summary>
internal sealed class StatementParser
{
    private static readonly SearchValues<char> SidCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly string[] Meaningful = ["Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition"];
    private readonly DocumentText text;
    private readonly PolicyType type;
    private readonly PolicyProblems problems;
    private readonly ElementReader elements;
    private readonly ElementNames names;
    private ConditionParser? conditions;
    private int count;

    public StatementParser(DocumentText text, PolicyType type, PolicyProblems problems)
    {
        this.text = text;
        this.type = type;
        this.problems = problems;
        elements = new ElementReader(text, problems);
        names = new ElementNames(text, problems);
    }

    /// <summary>Whether the document's version knows variables; has to be known before a statement is read.</summary>
    public bool HasVariables { get; set; }

    /// <summary>Reads one statement or a list of them; false if the element is neither.</summary>
    public bool ReadAll(ref JsonScanner reader, ImmutableArray<Statement>.Builder statements)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            statements.Add(ReadOne(ref reader));
            return true;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            elements.Error(ref reader, $"`Statement` must be a statement or a list of statements, not {JsonWords.Describe(reader.TokenType)}");
            return false;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                statements.Add(ReadOne(ref reader));
                continue;
            }

            var start = text.PositionOf(reader.TokenStartIndex);
            elements.Error(ref reader, $"a statement must be an object, not {JsonWords.Describe(reader.TokenType)}");
            statements.Add(new Statement { Index = ++count, IsUnreadable = true, Start = start });
        }

        return true;
    }

    private Statement ReadOne(ref JsonScanner reader)
    {
        var from = reader.TokenStartIndex;
        var draft = new StatementDraft { Index = ++count, Start = text.PositionOf(from) };
        var errorsBefore = elements.ErrorCount;
        names.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, isNew) = names.Next(ref reader);
            draft.IsUnreadable |= !isNew;
            reader.Read();
            if (isNew)
                ReadElement(name, ref reader, draft);
            else
                reader.Skip();
        }

        draft.End = text.PositionOf(reader.TokenStartIndex);
        draft.Source = text.Slice(from, reader.TokenStartIndex + 1);
        CheckPairs(draft);
        draft.IsUnreadable |= elements.ErrorCount > errorsBefore;
        return draft.ToStatement(type, HasVariables);
    }

    private void ReadElement(string name, ref JsonScanner reader, StatementDraft draft)
    {
        switch (name)
        {
            case "Sid":
                draft.Sid = elements.ReadText(ref reader, name);
                NoteOddSid(draft);
                break;
            case "Effect":
                draft.HasEffect = true;
                draft.Effect = ReadEffect(ref reader);
                break;
            case "Action" or "NotAction":
                StatementDraft.Set(ref draft.Actions, elements.ReadActions(ref reader, name), isNot: name == "NotAction");
                break;
            case "Resource" or "NotResource":
                StatementDraft.Set(ref draft.Resources, elements.ReadTexts(ref reader, name), isNot: name == "NotResource");
                break;
            case "Principal" or "NotPrincipal":
                StatementDraft.Set(ref draft.Principals, elements.ReadPrincipals(ref reader, name), isNot: name == "NotPrincipal");
                break;
            case "Condition":
                draft.Conditions = (conditions ??= new ConditionParser(text, problems, elements)).Read(ref reader);
                break;
            default:
                draft.IsUnreadable |= !problems.AddUnknown(name, Meaningful, text.PositionOf(reader.TokenStartIndex));
                reader.Skip();
                break;
        }
    }

    private Effect? ReadEffect(ref JsonScanner reader)
    {
        var start = reader.TokenStartIndex;
        var word = elements.ReadText(ref reader, "Effect");
        if (word is "Allow" or "Deny")
            return word == "Allow" ? Effect.Allow : Effect.Deny;
        if (word is not null)
            elements.Error(text.PositionOf(start), $"`Effect` must be `Allow` or `Deny`, not `{JsonWords.Shorten(word)}`");
        return null;
    }

    private void NoteOddSid(StatementDraft draft)
    {
        if (draft.Sid is { } sid && sid.AsSpan().ContainsAnyExcept(SidCharacters))
            problems.Add(new PolicyProblem(IsError: false, $"the Sid `{JsonWords.Shorten(sid)}` has other characters than letters and digits", draft.Start));
    }

    /// <summary>Each statement has exactly one of each pair.</summary>
    private void CheckPairs(StatementDraft draft)
    {
        if (!draft.HasEffect)
            elements.Error(draft.Start, "the statement has no `Effect`");
        CheckPair(draft, draft.Actions.Count, isRequired: true, "the statement has neither `Action` nor `NotAction`", "the statement has both `Action` and `NotAction`");
        CheckPair(draft, draft.Resources.Count, type.HasResource(), "the statement has neither `Resource` nor `NotResource`", "the statement has both `Resource` and `NotResource`");
        CheckPair(draft, draft.Principals.Count, type.HasPrincipal(), "the statement has neither `Principal` nor `NotPrincipal`", "the statement has both `Principal` and `NotPrincipal`");
        if (draft.Principals.Count > 0 && !type.HasPrincipal())
            elements.Error(draft.Start, $"`Principal` has no place in a {type.Describe()}");
    }

    private void CheckPair(StatementDraft draft, int found, bool isRequired, string neither, string both)
    {
        if (found > 1)
            elements.Error(draft.Start, both);
        else if (found == 0 && isRequired)
            elements.Error(draft.Start, neither);
    }
}
