using System.Diagnostics;

namespace Auditor.Cli.Tests;

/// <summary>The built command where nobody has logged in, or what was typed leads nowhere.</summary>
public sealed class CredentialTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("auditor-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Without_credentials_the_command_says_to_log_in()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "auditor.dll"), "collect", "--output", Path.Combine(root, "snapshot"), "--estimate"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["HOME"] = root;
        start.Environment["USERPROFILE"] = root;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith("auditor: there are no AWS credentials: log in", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("foo bar")]
    [InlineData("")]
    [InlineData("us-east-1/")]
    public async Task What_is_no_Region_is_told(string region)
    {
        var run = await CommandRun.InProcessAsync("collect", "--output", Path.Combine(root, "snapshot"), "--region", region);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--region must be a Region such as us-east-1", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--role-name must be a role's name", "--role-name", "")]
    [InlineData("--role-name must be a role's name", "--role-name", "audit/")]
    [InlineData("--role-name must be a role's name", "--role-name", "my reader")]
    [InlineData("--role-name must be a role's name", "--role-name", "arn:aws:iam::111122223333:role/Reader")]
    [InlineData("--external-id must have 2 to 1224 characters", "--external-id", "x")]
    [InlineData("--external-id must have 2 to 1224 characters", "--external-id", "a b")]
    public async Task What_AWS_would_refuse_in_each_account_is_told_at_once(string expected, params string[] options)
    {
        var run = await CommandRun.InProcessAsync(["collect", "--output", Path.Combine(root, "snapshot"), .. options]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("`* is no session policy: line 1, column 2: not JSON", "no json")]
    [InlineData("`* is no session policy: line 2, column 15: ", "{\n \"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"iam:Get*\"}]}")]
    [InlineData("characters, and AWS takes a session policy of 2048", null)]
    public async Task A_session_policy_that_AWS_would_not_take_is_told_at_once(string expected, string? text)
    {
        var file = Path.Combine(root, "policy.json");
        await File.WriteAllTextAsync(file, text ?? $$"""{"Statement":[{"Effect":"Allow","Action":"iam:Get{{new string('x', 2048)}}","Resource":"*"}]}""");
        var run = await CommandRun.InProcessAsync("collect", "--output", Path.Combine(root, "snapshot"), "--session-policy", file);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected.Replace("*", file + "`", StringComparison.Ordinal), run.Errors, StringComparison.Ordinal);
    }
}
