using System.Text;
using System.Text.Json;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Account;

/// <summary>Reads the policy documents of one file through the library, and notes what is wrong with each use of one.</summary>
/// <remarks>
/// The CLI prints documents as objects, the API sends them as percent-encoded text:
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html"/>.
/// </remarks>
internal sealed class PolicyReader(PolicyLibrary library, SnapshotFile file)
{
    private const int LongestText = 1 << 24;

    /// <summary>The document; one that is missing or no document at all is unread.</summary>
    /// <param name="slice">Where it stands.</param>
    /// <param name="type">What it is used as.</param>
    /// <param name="what">The policy's ARN, or its name and holder, for the gap.</param>
    public PolicyDocument Read(DocumentSlice slice, PolicyType type, string what)
    {
        var document = slice.Token switch
        {
            JsonTokenType.StartObject => library.Intern(slice.Json, type),
            JsonTokenType.String => ReadText(slice.Json, type),
            _ when !slice.IsGiven => PolicyDocument.Unread(type, "the policy has no document"),
            _ => PolicyDocument.Unread(type, $"a policy document is an object or text, not {Words.Describe(slice.Token)}"),
        };
        if (document.IsUnreadable)
            NoteErrors(document, slice, what);
        return document;
    }

    private PolicyDocument ReadText(ReadOnlyMemory<byte> json, PolicyType type)
    {
        if (json.Length > LongestText)
            return PolicyDocument.Unread(type, $"a policy document of more than {LongestText} bytes");
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        try
        {
            var text = reader.GetString()!.Trim();
            if (text.StartsWith('%'))
                text = Uri.UnescapeDataString(text);
            return library.Intern(Encoding.UTF8.GetBytes(text), type);
        }
        catch (InvalidOperationException)
        {
            return PolicyDocument.Unread(type, "not JSON: text that is not valid Unicode");
        }
    }

    private void NoteErrors(PolicyDocument document, DocumentSlice slice, string what)
    {
        var start = slice.FixedPlace ?? file.PositionOf(slice.Offset);
        var kind = document.Type is PolicyType.ServiceControlPolicy or PolicyType.ResourceControlPolicy
            ? GapKind.ScpUnreadable
            : GapKind.PolicyUnreadable;
        foreach (var problem in document.Problems.Where(problem => problem.IsError).DistinctBy(problem => problem.Message, StringComparer.Ordinal))
            file.Add(kind, what, slice.Token == JsonTokenType.StartObject ? Within(start, problem.Position) : start, problem.Message);
    }

    /// <summary>A place counted in the document, counted in the file.</summary>
    private static TextPosition Within(TextPosition start, TextPosition place) =>
        !place.IsKnown ? start
        : place.Line == 1 ? new TextPosition(start.Line, start.Column + place.Column - 1)
        : new TextPosition(start.Line + place.Line - 1, place.Column);
}
