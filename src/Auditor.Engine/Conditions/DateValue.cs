using System.Globalization;
using Auditor.Engine.Matching;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Conditions;

/// <summary>A moment, in AWS's ISO 8601 forms or as seconds since 1970. Text that is no date never compares.</summary>
internal sealed class DateValue(string text, OperatorFamily family) : PolicyValue
{
    private static readonly string[] Forms =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private const int MostDigits = 7;

    private readonly DateTimeOffset? moment = Read(text);

    /// <summary>Reads a moment; without a zone it is UTC. A whole number of more than four digits counts seconds since 1970.</summary>
    public static DateTimeOffset? Read(string text)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(Readable(text), Forms, CultureInfo.InvariantCulture, utc, out var value))
            return value;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? FromSeconds(seconds) : null;
    }

    public override Truth? IsMetBy(string requestValue, RequestContext context, KeyCollector keys) =>
        Read(requestValue) is { } given && moment is { } wanted ? Compares(given.CompareTo(wanted)).ToTruth() : null;

    /// <summary>A second may have any number of digits; those that .NET does not read make no difference to a policy.</summary>
    private static string Readable(string text)
    {
        var point = text.LastIndexOf('.');
        if (point < 0)
            return text;
        var end = text.AsSpan(point + 1).IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? text.Length - point - 1 : end;
        return digits <= MostDigits ? text : text.Remove(point + 1 + MostDigits, digits - MostDigits);
    }

    private static DateTimeOffset? FromSeconds(long seconds) =>
        seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private bool Compares(int order) => family switch
    {
        OperatorFamily.DateEquals => order == 0,
        OperatorFamily.DateLessThan => order < 0,
        OperatorFamily.DateLessThanEquals => order <= 0,
        OperatorFamily.DateGreaterThan => order > 0,
        _ => order >= 0,
    };
}
