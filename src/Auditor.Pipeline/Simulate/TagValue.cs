using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Simulate;

/// <summary>What a condition on a tag sees.</summary>
/// <remarks>
/// Keys of tags are compared in any case; of two that differ in case only, a condition sees one, and AWS does not say which. Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html"/>.
/// </remarks>
internal static class TagValue
{
    /// <summary>The value of a tag; unknown if tags whose keys differ in case have several; null without such a tag.</summary>
    public static ContextValue? Of(IReadOnlyDictionary<string, string> tags, string name)
    {
        string? found = null;
        foreach (var (tag, value) in tags)
        {
            if (!tag.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (found is not null && found != value)
                return ContextValue.Unknown;
            found = value;
        }

        return found is null ? null : ContextValue.Of(found);
    }
}
