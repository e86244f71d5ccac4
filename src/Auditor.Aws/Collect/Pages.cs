using Auditor.Aws.Access;

namespace Auditor.Aws.Collect;

/// <summary>Reads lists that AWS gives in pages. A page may be empty and yet not the last: only a missing token ends the list.</summary>
internal static class Pages
{
    /// <summary>Reads every page.</summary>
    /// <param name="operation">What is called.</param>
    /// <param name="account">The account in which it is called, or null if it is not about one.</param>
    /// <param name="read">Given the token of the last page, or null, gives the next page and its token.</param>
    /// <exception cref="CallRefusedException">A page was refused, or its token leads back to one that was read.</exception>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(ApiOperation operation, string? account, Func<string?, Task<(List<T>? Items, string? Next)>> read)
    {
        var items = new List<T>();
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        string? next = null;
        do
        {
            (var page, next) = await read(next).ConfigureAwait(false);
            items.AddRange(page ?? []);
            if (!string.IsNullOrEmpty(next) && !tokens.Add(next))
                throw GoesRound(operation, account);
        }
        while (!string.IsNullOrEmpty(next));
        return items;
    }

    /// <summary>A list whose pages lead back to a page that was read has no end, and nobody knows what it lacks.</summary>
    public static Exception GoesRound(ApiOperation operation, string? account) =>
        CallFailure.Of(operation, account, new InvalidDataException("the same page token came twice, so the list has no end; is AWS_ENDPOINT_URL, or a proxy, in between?"));
}
