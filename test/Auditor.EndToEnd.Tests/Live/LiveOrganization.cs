using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Auditor.Aws.Tests;

namespace Auditor.EndToEnd.Tests.Live;

/// <summary>
/// An organization in moto: 30 accounts, 5 units two levels deep, 12 service control policies, 600 roles. Made once for all tests that
/// need it.
/// </summary>
public sealed class LiveOrganization(MotoServer moto) : IAsyncLifetime
{
    public const int AccountCount = 30;
    public const int PolicyCount = 12;
    public const int RoleCount = 600;

    private string? reasonToSkip;
    private string[] accounts = [];

    /// <summary>Where moto listens. Skips the test, with the reason, where something is missing.</summary>
    public string Endpoint
    {
        get
        {
            Assert.SkipWhen(reasonToSkip is not null, reasonToSkip ?? "");
            return moto.Endpoint;
        }
    }

    public string Payer => accounts[0];

    public IReadOnlyList<string> Accounts => accounts;

    /// <summary>Credentials for one of the accounts.</summary>
    public Task<(string AccessKeyId, string SecretAccessKey, string SessionToken)> CredentialsOfAsync(string account) =>
        moto.CredentialsOfAsync(account);

    public async ValueTask InitializeAsync()
    {
        if (!moto.IsThere)
        {
            reasonToSkip = MotoServer.ReasonToSkip;
            return;
        }

        var script = Path.Combine(Repository.Root, "test", "Auditor.EndToEnd.Tests", "Live", "seed_organization.py");
        string[] numbers =
        [
            .. ((int[])[AccountCount, PolicyCount, RoleCount]).Select(number => number.ToString(CultureInfo.InvariantCulture)),
        ];
        var start = new ProcessStartInfo(
            "python3", [script, moto.Endpoint, .. numbers]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            var message = await error;
            if (!message.Contains("No module named 'boto3'", StringComparison.Ordinal))
                throw new InvalidOperationException("the organization could not be made:\n" + message);
            reasonToSkip = "python3 has no boto3: `pip install boto3`";
            return;
        }

        using var json = JsonDocument.Parse(output);
        accounts = [.. json.RootElement.GetProperty("accounts").EnumerateArray().Select(account => account.GetString()!)];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
