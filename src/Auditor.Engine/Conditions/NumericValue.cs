using System.Globalization;
using Auditor.Engine.Matching;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Conditions;

/// <summary>A number. Text that is no number never compares.</summary>
internal sealed class NumericValue(string text, OperatorFamily family) : PolicyValue
{
    private readonly decimal? number = Read(text);

    public static decimal? Read(string text) =>
        decimal.TryParse(text, NumberStyles.Number & ~(NumberStyles.AllowThousands | NumberStyles.AllowTrailingSign), CultureInfo.InvariantCulture, out var value) ? value : null;

    public override Truth? IsMetBy(string requestValue, RequestContext context, KeyCollector keys) =>
        Read(requestValue) is { } given && number is { } wanted ? Compares(given.CompareTo(wanted)).ToTruth() : null;

    private bool Compares(int order) => family switch
    {
        OperatorFamily.NumericEquals => order == 0,
        OperatorFamily.NumericLessThan => order < 0,
        OperatorFamily.NumericLessThanEquals => order <= 0,
        OperatorFamily.NumericGreaterThan => order > 0,
        _ => order >= 0,
    };
}
