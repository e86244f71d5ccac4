using System.Globalization;
using System.Text;
using Auditor.Aws.Collect;

namespace Auditor.Cli.Text;

/// <summary>What a collection has brought, for people.</summary>
internal static class CollectText
{
    private const int MostRefusals = 20;

    public static string Of(CollectResult result, string folder)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{result.AccountsRead} of {result.AccountsExpected} accounts read into {Printable.Of(folder)} with {result.Calls} calls.\n");
        foreach (var refusal in result.Refused.Take(MostRefusals))
            text.Append(CultureInfo.InvariantCulture, $"  {(refusal.Account is null ? "" : refusal.Account + ": ")}{Printable.Of(refusal.Message ?? refusal.Call)}\n");
        if (result.Refused.Length > MostRefusals)
            text.Append(CultureInfo.InvariantCulture, $"  and {result.Refused.Length - MostRefusals} more; all stand in snapshot.json\n");
        return text.ToString();
    }
}
