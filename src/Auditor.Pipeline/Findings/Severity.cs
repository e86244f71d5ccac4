using Auditor.Engine.Catalog;

namespace Auditor.Pipeline.Findings;

/// <summary>How much a finding matters.</summary>
public enum Severity : byte
{
    /// <summary>Worth tidying up.</summary>
    Low = 0,

    /// <summary>Shows money, or hides a mistake.</summary>
    Medium = 1,

    /// <summary>Moves money, or stops somebody's work.</summary>
    High = 2,
}

/// <summary>Severities by what an action can do.</summary>
public static class SeverityExtensions
{
    private static readonly HashSet<string> ShowMoney = new(StringComparer.Ordinal)
    {
        "TagResource", "UntagResource", "ListBillingGroupCostReports", "GetBillingGroupCostReport", "ListPricingRules",
        "ListCustomLineItems", "ListCustomLineItemVersions",
    };

    /// <summary>The severity's word in every report.</summary>
    public static string Word(this Severity severity) => severity switch
    {
        Severity.High => "high",
        Severity.Medium => "medium",
        _ => "low",
    };

    /// <summary>High for the Write actions, medium for those that show money or change tags, low for the other reads.</summary>
    public static Severity Of(CatalogAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (action.AccessLevel == AccessLevel.Write)
            return Severity.High;
        return ShowMoney.Contains(action.Name) ? Severity.Medium : Severity.Low;
    }

    /// <summary>The highest of several actions'.</summary>
    public static Severity Of(IEnumerable<CatalogAction> actions) => actions.Select(Of).DefaultIfEmpty(Severity.Low).Max();
}
