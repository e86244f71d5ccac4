using System.Text.Json;
using Auditor.Engine.Json;

namespace Auditor.Pipeline.Collect;

/// <summary>The documents of a file that the cursor has passed over without a look into them. Each has to turn out to be JSON, or the file is none.</summary>
internal sealed class JumpedDocuments
{
    private const int DeepestNesting = 64;
    // Empty at first: every event of an activity file has a list of its own.
    private readonly List<RawDocument> documents = [];

    /// <summary>Takes a document; what is given back knows its place in the list.</summary>
    public RawDocument Add(RawDocument document)
    {
        documents.Add(document);
        return document with { Number = documents.Count };
    }

    /// <summary>Notes that the document is JSON.</summary>
    public void Confirm(RawDocument document)
    {
        if (document.Number > 0)
            documents[document.Number - 1] = default;
    }

    /// <summary>True if the others are JSON too. False does not say that they are none: they may be nested deeper than is looked.</summary>
    public bool AreJson()
    {
        try
        {
            foreach (var document in documents)
            {
                var scanner = new JsonScanner(document.Value.Span, DeepestNesting);
                while (!document.IsMissing && scanner.Read())
                {
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
