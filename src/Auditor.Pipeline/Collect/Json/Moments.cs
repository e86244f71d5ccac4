using System.Globalization;

namespace Auditor.Pipeline.Collect.Json;

/// <summary>Times as AWS writes them.</summary>
internal static class Moments
{
    /// <summary>ISO 8601; UTC where no offset is given. Null if it is something else.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    /// <summary>Seconds since 1970; null outside the calendar.</summary>
    public static DateTimeOffset? FromEpoch(double seconds) =>
        seconds is > -6e10 and < 2e11 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;
}
