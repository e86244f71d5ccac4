using System.Globalization;
using System.Net;

namespace Auditor.Engine.Reference;

/// <summary>The types of condition values, read as docs/evaluation.md says, with what the runtime offers.</summary>
internal static class NaiveValues
{
    public static int? Order(string op, string given, string wanted) => op.StartsWith("date", StringComparison.Ordinal)
        ? Moment(given) is { } moment && Moment(wanted) is { } other ? moment.CompareTo(other) : null
        : decimal.TryParse(given, CultureInfo.InvariantCulture, out var left) && decimal.TryParse(wanted, CultureInfo.InvariantCulture, out var right) ? left.CompareTo(right) : null;

    public static string? Bytes(string text)
    {
        try
        {
            return Convert.ToHexString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>An address alone is a range of one.</summary>
    public static IPNetwork? Range(string text)
    {
        if (!text.Contains('/', StringComparison.Ordinal))
            text += text.Contains(':', StringComparison.Ordinal) ? "/128" : "/32";
        return IPNetwork.TryParse(text, out var range) ? range : null;
    }

    private static DateTimeOffset? Moment(string text)
    {
        if (text.All(char.IsAsciiDigit) && text.Length > 0)
        {
            return text.Length == 4
                ? new DateTimeOffset(int.Parse(text, CultureInfo.InvariantCulture), 1, 1, 0, 0, 0, TimeSpan.Zero)
                : DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }
}
