using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Takes the policy documents of one file from the library, and notes their errors where they stand in the file.</summary>
internal sealed class DocumentReader(PolicyLibrary library, FileGaps gaps)
{
    private readonly Dictionary<UInt128, LibraryDocument> known = [];
    private readonly Dictionary<PolicyType, PolicyDocument> missing = [];
    private readonly Dictionary<PolicyType, PolicyDocument> faulty = [];

    /// <summary>What stands for a document in an entry with an error; no gap, because the error itself is one.</summary>
    public PolicyDocument OfFaultyEntry(PolicyType type) => Unread(faulty, type, "the entry that it stands in has an error");

    /// <param name="cursor">A cursor over the file, for its places.</param>
    /// <param name="raw">The document as it stands in the file.</param>
    /// <param name="type">What it is used as.</param>
    /// <param name="owner">The ARN of the policy, or of the principal that it is part of.</param>
    /// <param name="name">What gaps call the policy beside its owner; null if the owner is the policy itself.</param>
    public PolicyDocument Read(scoped in JsonCursor cursor, RawDocument raw, PolicyType type, string owner, string? name = null)
    {
        var document = raw.IsMissing
            ? Unread(missing, type, "the policy has no document")
            : Find(raw, type).Compile(library);
        // Whatever the parser could read is JSON.
        if (!document.IsUnreadable)
            cursor.Confirm(raw);
        foreach (var problem in document.Problems)
        {
            if (problem.IsError)
                Add(cursor.PositionOf(raw.Offset), raw, problem, KindOf(type), name is null ? owner : $"{owner} {name}");
        }

        return document;
    }

    /// <summary>The document, without a look at its errors. Those of one file are shared even if the library keeps none.</summary>
    public PolicyDocument Get(RawDocument raw, PolicyType type) => Find(raw, type).Compile(library);

    /// <summary>The same, of a managed policy of AWS's, which other accounts will have too.</summary>
    /// <param name="cursor">A cursor over the file, for its places.</param>
    /// <param name="draft">An entry with a version in force.</param>
    public PolicyDocument ReadOfAws(scoped in JsonCursor cursor, ManagedPolicyDraft draft)
    {
        var raw = draft.Default!.Value.Document;
        var document = Read(in cursor, raw, PolicyType.IdentityBased, draft.Arn);
        if (raw.Known is null && !raw.IsMissing && raw.Value.Span.StartsWith("{"u8) && !document.IsUnreadable)
            library.Expect(draft.Arn, LikelyPolicy.Of(Find(raw, PolicyType.IdentityBased), draft));
        return document;
    }

    private LibraryDocument Find(RawDocument raw, PolicyType type)
    {
        if (raw.Known is { } same && same.Type == type)
            return same;
        var hash = library.HashOf(raw.Value.Span, type);
        if (!known.TryGetValue(hash, out var document) || !document.Is(raw.Value.Span, type))
            known[hash] = document = library.Find(hash, raw.Value.Span, type);
        return document;
    }

    private static PolicyDocument Unread(Dictionary<PolicyType, PolicyDocument> known, PolicyType type, string reason)
    {
        if (!known.TryGetValue(type, out var document))
            known.Add(type, document = PolicyDocument.Unread(type, reason));
        return document;
    }

    private static GapKind KindOf(PolicyType type) =>
        type is PolicyType.ServiceControlPolicy or PolicyType.ResourceControlPolicy ? GapKind.ScpUnreadable : GapKind.PolicyUnreadable;

    /// <summary>An object stands in the file as it was read; of text only the start has a place in the file.</summary>
    private void Add(TextPosition start, RawDocument raw, PolicyProblem problem, GapKind kind, string what)
    {
        var place = problem.Position;
        if (!place.IsKnown)
            gaps.Add(kind, what, start, problem.Message);
        else if (raw.Value.Span.StartsWith("\""u8))
            gaps.Add(kind, what, start, $"{problem.Message} ({place} of the document)");
        else if (place.Line == 1)
            gaps.Add(kind, what, start with { Column = start.Column + place.Column - 1 }, problem.Message);
        else
            gaps.Add(kind, what, new TextPosition(start.Line + place.Line - 1, place.Column), problem.Message);
    }
}
