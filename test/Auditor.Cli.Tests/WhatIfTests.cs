using System.Text.Json;

namespace Auditor.Cli.Tests;

public sealed class WhatIfTests : IDisposable
{
    private const string Viewer = "arn:aws:iam::111122223333:role/viewer";
    private const string AllowAll = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"billingconductor:*","Resource":"*"}}""";
    private readonly SmallSnapshot snapshot = SmallSnapshot.Clean();
    private readonly string policy = Path.Combine(Directory.CreateTempSubdirectory("auditor-what-if-").FullName, "new=policy.json");

    public WhatIfTests() => File.WriteAllText(policy, AllowAll);

    public void Dispose()
    {
        snapshot.Dispose();
        Directory.Delete(Path.GetDirectoryName(policy)!, recursive: true);
    }

    [Fact]
    public async Task Audit_says_what_would_change_for_whom()
    {
        string[] audit = ["audit", snapshot.Root, "--as-of", SmallSnapshot.AsOf, "--with", $"{Viewer}={policy}"];
        var text = await CommandRun.OfExecutableAsync(audit);
        Assert.Equal("", text.Errors);
        Assert.Contains($"What if: with new=policy.json for {Viewer}\n\n{Viewer}\n  gains   AssociateAccounts,", text.Output, StringComparison.Ordinal);
        Assert.Matches("1 of [0-9]+ principals change; 1 new finding, 0 gone", text.Output);
        var json = JsonElement.Parse((await CommandRun.OfExecutableAsync([.. audit, "--format", "json"])).Output);
        Assert.Equal(Viewer, json.GetProperty("whatIf").GetProperty("principals")[0].GetProperty("arn").GetString());
    }

    [Fact]
    public async Task Diff_of_two_snapshots_that_are_the_same_is_empty_and_takes_suppositions_for_the_later()
    {
        string[] diff = ["diff", snapshot.Root, snapshot.Root, "--as-of", SmallSnapshot.AsOf];
        var same = await CommandRun.OfExecutableAsync(diff);
        Assert.Equal((0, "Nothing changes for anybody.\n", ""), (same.ExitCode, same.Output, same.Errors));
        var json = JsonElement.Parse((await CommandRun.OfExecutableAsync([.. diff, "--with", policy, "--format", "json"])).Output);
        Assert.Equal("gained", json.GetProperty("principals")[0].GetProperty("actions")[0].GetProperty("change").GetString());
    }

    [Fact]
    public async Task Explain_says_both()
    {
        var run = await CommandRun.OfExecutableAsync(["explain", snapshot.Root, "--principal", Viewer, "--action", "billingconductor:UpdateBillingGroup", "--as-of", SmallSnapshot.AsOf, "--with", policy]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("As it is: The role viewer cannot change a billing group", run.Output, StringComparison.Ordinal);
        Assert.Contains("As it would be: The role viewer can change a billing group", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "line 1, column 1: a policy document must be an object or text")]
    [InlineData("\n\n  // a comment\n{}", "line 3, column 3: a policy document must be an object or text")]
    [InlineData("\n {\"Statement\":", "line 2, column 15: not JSON: it ends too early")]
    [InlineData("\n{\n\"Statement\":", "line 3, column 13: not JSON: it ends too early")]
    public async Task What_is_no_policy_is_said_with_its_place_in_the_file(string text, string error)
    {
        await File.WriteAllTextAsync(policy, text);
        var run = await CommandRun.InProcessAsync("audit", snapshot.Root, "--with", policy);
        Assert.Equal((1, $"auditor: `new=policy.json` cannot be read as identity-based policy: {error}"), (run.ExitCode, run.Errors.TrimEnd()));
    }

    [Theory]
    [InlineData("there is no policy file `nowhere.json` for --with", "--with", "nowhere.json")]
    [InlineData("there is no policy file `nowhere.json` for --with-scp", "--with-scp", "r-exam=nowhere.json")]
    [InlineData("--with-scp must be TARGET=FILE", "--with-scp", "nowhere.json")]
    [InlineData("no account that could be read has `arn:aws:iam::111122223333:policy/nothing`", "--without", "arn:aws:iam::111122223333:policy/nothing")]
    [InlineData("ask the embedded simulator", "--without", "p-x", "--simulator", "aws")]
    [InlineData("--store and --state keep things as they are", "--without", "p-x", "--store", "reports")]
    public async Task What_cannot_be_supposed_is_said(string error, params string[] options)
    {
        var run = await CommandRun.OfExecutableAsync(["audit", snapshot.Root, .. options]);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(error, run.Errors, StringComparison.Ordinal);
    }
}
