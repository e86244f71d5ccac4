using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Remedies;

/// <summary>
/// The documents of late edits. One search comes to the same text time and again, and the searches for a principal's findings do too: who knows the
/// text has the document, with all that was worked out of it. It keeps a fixed number, a newer one in the place of an older one. Safe from any thread.
/// </summary>
internal sealed class EditedDocuments
{
    private const int Most = 1 << 8;
    private readonly Entry?[] entries = new Entry?[Most];

    /// <summary>The document that the text is as a policy of this type.</summary>
    public PolicyDocument Read(string text, PolicyType type)
    {
        ref var place = ref entries[HashCode.Combine(text, type) & (Most - 1)];
        if (place is { } known && known.Type == type && known.Text == text)
            return known.Document;
        var document = PolicyParser.Parse(text, type);
        place = new Entry(text, type, document);
        return document;
    }

    private sealed record Entry(string Text, PolicyType Type, PolicyDocument Document);
}
