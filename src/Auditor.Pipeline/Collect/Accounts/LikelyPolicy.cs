namespace Auditor.Pipeline.Collect;

/// <summary>A managed policy of AWS's as the last account had it: most others have the same, byte for byte.</summary>
/// <param name="Document">What it says.</param>
/// <param name="Before">The list of its versions up to the document; empty if the list has more than the version in force, or an error.</param>
/// <param name="Behind">The list from the document's end on.</param>
/// <param name="Version">The version in force, its document aside.</param>
internal sealed record LikelyPolicy(LibraryDocument Document, byte[] Before, byte[] Behind, ManagedPolicyDraft.PolicyVersion Version)
{
    /// <summary>The policy of an entry.</summary>
    /// <param name="document">The document of its version in force.</param>
    /// <param name="draft">The entry.</param>
    public static LikelyPolicy Of(LibraryDocument document, ManagedPolicyDraft draft)
    {
        var version = draft.Default!.Value;
        var list = draft.VersionList;
        if (list.IsMissing || document.Value.Length != version.Document.Value.Length)
            return new LikelyPolicy(document, [], [], default);
        var before = (int)(version.Document.Offset - list.Offset);
        var text = list.Value.Span;
        return new LikelyPolicy(document, text[..before].ToArray(), text[(before + document.Value.Length)..].ToArray(), version with { Document = default });
    }
}
