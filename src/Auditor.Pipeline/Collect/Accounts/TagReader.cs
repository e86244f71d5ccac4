using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads tags: a list of keys with values as IAM gives it, or an object as Billing Conductor does.</summary>
internal static class TagReader
{
    private static readonly MemberNames Names = new("Key", "Value");

    public static IReadOnlyDictionary<string, string> Read(ref JsonCursor cursor)
    {
        if (!cursor.EnterList("Tags"))
            return PrincipalDraft.NoTags;
        Dictionary<string, string>? tags = null;
        while (cursor.NextElement("Tags"))
        {
            var start = cursor.Offset;
            if (!cursor.EnterObject("Tags"))
                continue;
            var faults = cursor.FaultCount;
            string? key = null, value = null;
            var seen = 0UL;
            while (cursor.NextMember(Names, ref seen, out var name))
            {
                if (name == "Key")
                    key = cursor.SharedText(name);
                else
                    value = cursor.SharedText(name);
            }

            tags ??= new Dictionary<string, string>(StringComparer.Ordinal);
            if (key is null)
                cursor.Fault(start, "a tag has no `Key`");
            else if (value is null && cursor.FaultCount == faults)
                cursor.Fault(start, $"the tag `{JsonWords.Shorten(key)}` has no `Value`");
            else if (!tags.TryAdd(key, value ?? ""))
                cursor.Fault(start, $"the tag `{JsonWords.Shorten(key)}` stands twice");
        }

        return tags ?? PrincipalDraft.NoTags;
    }

    public static IReadOnlyDictionary<string, string> ReadObject(ref JsonCursor cursor, string what)
    {
        Dictionary<string, string>? tags = null;
        if (!cursor.EnterObject(what))
            return PrincipalDraft.NoTags;
        while (cursor.NextEntry(out var key, out var offset))
        {
            var faults = cursor.FaultCount;
            var value = cursor.Text(key);
            tags ??= new Dictionary<string, string>(StringComparer.Ordinal);
            if (value is null && cursor.FaultCount == faults)
                cursor.Fault(offset, $"the tag `{JsonWords.Shorten(key)}` has no value");
            else if (!tags.TryAdd(key, value ?? ""))
                cursor.Fault(offset, $"the tag `{JsonWords.Shorten(key)}` stands twice");
        }

        return tags ?? PrincipalDraft.NoTags;
    }
}
