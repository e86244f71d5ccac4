namespace Auditor.Aws.Publish;

/// <summary>Where reports are kept, as a user writes it: <c>s3://bucket/prefix</c>, or a folder.</summary>
/// <param name="Bucket">The bucket, or null for a folder.</param>
/// <param name="Path">The prefix in the bucket without slashes at its ends, which may be empty; or the folder.</param>
public sealed record StoreLocation(string? Bucket, string Path)
{
    private const string Scheme = "s3://";

    /// <summary>Reads a location; null if it is none, and <paramref name="error"/> says why.</summary>
    public static StoreLocation? Parse(string text, out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        error = null;
        if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return ParseBucket(text, out error);
        if (text.Contains("://", StringComparison.Ordinal))
            error = $"`{text}` is neither s3://bucket/prefix nor a folder";
        else if (string.IsNullOrWhiteSpace(text))
            error = "the folder has no name";
        return error is null ? new StoreLocation(null, text) : null;
    }

    private static StoreLocation? ParseBucket(string text, out string? error)
    {
        var parts = text[Scheme.Length..].Split('/', 2);
        var prefix = parts.Length == 2 ? parts[1].Trim('/') : "";
        error = IsBucket(parts[0])
            ? prefix.Split('/').Any(part => part is "." or "..") ? $"`{text}` has a `.` or `..` in its prefix" : null
            : $"`{parts[0]}` is no name of a bucket: s3://bucket/prefix is expected";
        return error is null ? new StoreLocation(parts[0], prefix) : null;
    }

    /// <remarks>Source: <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"/>.</remarks>
    private static bool IsBucket(string name) =>
        name.Length is >= 3 and <= 63
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.')
        && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1]);
}
