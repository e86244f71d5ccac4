using System.Globalization;
using System.Text.Json;

namespace Auditor.Pipeline.Collect;

/// <summary>Times as AWS's tools print them: ISO 8601, or seconds since 1970 with or without a fraction.</summary>
/// <remarks>Source: AWS CLI, <see href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html"/>, <c>cli_timestamp_format</c>.</remarks>
internal static class JsonTime
{
    private const double LatestSecond = 253_402_300_799;

    public static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset time)
    {
        time = default;
        return reader.TokenType switch
        {
            JsonTokenType.String => TryReadText(ref reader, out time),
            JsonTokenType.Number => TryReadSeconds(ref reader, out time),
            _ => false,
        };
    }

    private static bool TryReadText(ref Utf8JsonReader reader, out DateTimeOffset time)
    {
        time = default;
        // Without a date the runtime would take today's: the same file would not give the same report.
        if (reader.ValueSpan.Length is < 10 or > 64 || reader.ValueSpan[4] != '-' || reader.ValueIsEscaped)
            return false;
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, styles, out time);
    }

    private static bool TryReadSeconds(ref Utf8JsonReader reader, out DateTimeOffset time)
    {
        time = default;
        if (!reader.TryGetDouble(out var seconds) || seconds is < 0 or > LatestSecond)
            return false;
        time = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }
}
