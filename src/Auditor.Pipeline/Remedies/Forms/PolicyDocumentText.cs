namespace Auditor.Pipeline.Remedies.Forms;

/// <summary>A change as the whole policy document.</summary>
public static class PolicyDocumentText
{
    /// <summary>The document with its place before it; a policy that goes has the place only.</summary>
    public static string Of(PolicyChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Document is { } document ? $"{change.Id}\n{IndentedJson.Of(document)}\n" : $"{change.Id}\nno longer there\n";
    }
}
