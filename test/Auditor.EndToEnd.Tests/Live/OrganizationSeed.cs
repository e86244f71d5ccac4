using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Auditor.EndToEnd.Tests.Live;

/// <summary>Fills a moto server with an organization, through boto3.</summary>
internal static class OrganizationSeed
{
    /// <returns>The account ids, the payer first; or why python3 cannot do it.</returns>
    public static async Task<(string[] Accounts, string? ReasonToSkip)> PlantAsync(string endpoint, int accounts, int policies, int roles)
    {
        var script = Path.Combine(Repository.Root, "test", "Auditor.EndToEnd.Tests", "Live", "seed_organization.py");
        string[] numbers = [.. ((int[])[accounts, policies, roles]).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        var start = new ProcessStartInfo("python3", [script, endpoint, .. numbers]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
        {
            using var json = JsonDocument.Parse(output);
            return ([.. json.RootElement.GetProperty("accounts").EnumerateArray().Select(account => account.GetString()!)], null);
        }

        var message = await error;
        return message.Contains("No module named 'boto3'", StringComparison.Ordinal)
            ? ([], "python3 has no boto3: `pip install boto3`")
            : throw new InvalidOperationException("the organization could not be made:\n" + message);
    }
}
