using System.Globalization;
using System.Text;
using Auditor.Aws.Collect;

namespace Auditor.Cli.Text;

/// <summary>What a collection would cost, for people.</summary>
internal static class EstimateText
{
    public static string Of(CollectEstimate estimate)
    {
        var text = new StringBuilder();
        var width = estimate.Rows.Max(row => row.Operation.Length);
        text.Append(CultureInfo.InvariantCulture, $"At most {estimate.Calls} calls and about {Duration(estimate.Duration)} for {estimate.Accounts} accounts, retries aside. All of them only read.\n\n");
        foreach (var row in estimate.Rows)
            text.Append(CultureInfo.InvariantCulture, $"{row.Calls,7}  {row.Operation.PadRight(width)}  {row.Why}\n");
        return text.ToString();
    }

    private static string Duration(TimeSpan time) => time.TotalSeconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds)} seconds")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes)} minutes");
}
