using System.Diagnostics;
using System.Text.Json;
using Auditor.Aws.Tests;

namespace Auditor.EndToEnd.Tests.Live;

/// <summary>The findings as Security Hub takes them: boto3 checks them against AWS's model, moto keeps them.</summary>
public sealed class SecurityHubTests(MotoServer moto)
{
    [Fact]
    public async Task Every_finding_of_the_sample_is_imported()
    {
        var endpoint = moto.Endpoint;
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "findings.json");
        await AuditorProcess.RunAsync(
            "audit", "samples/acme", "--config", "samples/acme/auditor.json", "--as-of", "2026-11-24T00:00:00Z", "--format", "asff", "--output", file);
        using var written = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var ids = written.RootElement.EnumerateArray().Select(finding => finding.GetProperty("Id").GetString()!).Order(StringComparer.Ordinal).ToArray();
        using var answer = await ImportAsync(endpoint, file);
        Assert.Equal(ids.Length, answer.RootElement.GetProperty("imported").GetInt32());
        Assert.Equal(0, answer.RootElement.GetProperty("failed").GetArrayLength());
        Assert.Equal(ids, answer.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetString()!).Order(StringComparer.Ordinal));
    }

    private static async Task<JsonDocument> ImportAsync(string endpoint, string file)
    {
        var script = Path.Combine(Repository.Root, "test", "Auditor.EndToEnd.Tests", "Live", "import_findings.py");
        var start = new ProcessStartInfo("python3", [script, endpoint, file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var message = await error;
        Assert.SkipWhen(message.Contains("No module named 'boto3'", StringComparison.Ordinal), "python3 has no boto3: `pip install boto3`");
        Assert.True(process.ExitCode == 0, message);
        return JsonDocument.Parse(output);
    }
}
