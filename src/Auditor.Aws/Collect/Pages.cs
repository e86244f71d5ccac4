namespace Auditor.Aws.Collect;

/// <summary>Reads lists that AWS gives in pages. A page may be empty and yet not the last: only a missing token ends the list.</summary>
internal static class Pages
{
    /// <summary>Reads every page.</summary>
    /// <param name="read">Given the token of the last page, or null, gives the next page and its token.</param>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(Func<string?, Task<(List<T>? Items, string? Next)>> read)
    {
        var items = new List<T>();
        string? next = null;
        do
        {
            (var page, next) = await read(next).ConfigureAwait(false);
            items.AddRange(page ?? []);
        }
        while (!string.IsNullOrEmpty(next));
        return items;
    }
}
