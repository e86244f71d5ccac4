using System.Globalization;
using System.Text.Json;

namespace Auditor.Pipeline.Collect;

/// <summary>Times as AWS's tools print them: ISO 8601, or seconds since 1970 with or without a fraction.</summary>
/// <remarks>Source: AWS CLI, <see href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html"/>, <c>cli_timestamp_format</c>.</remarks>
internal static class JsonTime
{
    private const int MostBytes = 64;
    private const int ShortestTime = 10;
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
        if (reader.ValueSpan.Length < ShortestTime || reader.ValueSpan.Length > MostBytes || reader.ValueSpan[4] != '-')
            return false;
        if (IsWithZone(reader.ValueSpan) && reader.TryGetDateTimeOffset(out var plain))
        {
            time = plain.ToUniversalTime();
            return true;
        }

        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(Unescape(ref reader), CultureInfo.InvariantCulture, styles, out time);
    }

    /// <summary>A time to the second with its zone, as AWS's tools print nearly all: the runtime has a faster way for these.</summary>
    private static bool IsWithZone(ReadOnlySpan<byte> text) =>
        text.Length == "2026-01-31T00:00:00Z".Length ? text[^1] == 'Z' : text.Length == "2026-01-31T00:00:00+00:00".Length && text[^6] is (byte)'+' or (byte)'-';

    /// <summary>Some writers, .NET's own among them, escape the plus sign. Null for an escape that stands for no character.</summary>
    private static string? Unescape(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
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
