namespace Auditor.Engine.Catalog;

/// <summary>Names of condition keys as AWS's tables print them: any case, a final `${TagKey}` for any tag key.</summary>
internal static class ConditionKeyName
{
    private const string TagKey = "${TagKey}";

    public static bool Matches(string listed, string key)
    {
        if (!listed.EndsWith(TagKey, StringComparison.Ordinal))
            return key.Equals(listed, StringComparison.OrdinalIgnoreCase);
        var stem = listed.AsSpan(0, listed.Length - TagKey.Length);
        return key.Length > stem.Length && key.AsSpan().StartsWith(stem, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The name under which a table lists a key with a tag key, or null if the key has no slash and something behind it.</summary>
    public static string? Listed(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 || slash == key.Length - 1 ? null : string.Concat(key.AsSpan(0, slash + 1), TagKey);
    }
}
