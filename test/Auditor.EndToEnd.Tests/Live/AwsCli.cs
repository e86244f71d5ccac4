using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Auditor.EndToEnd.Tests.Live;

/// <summary>The AWS CLI as the other reader of the same answers.</summary>
internal static class AwsCli
{
    /// <summary>
    /// Compares a snapshot with what the CLI prints: the details of every tenth account, and the organization with every fourth policy.
    /// </summary>
    public static async Task AssertSameAsync(LiveOrganization organization, string snapshot)
    {
        Assert.SkipUnless(IsThere(), "aws is not on the PATH: `pip install awscli`");
        foreach (var account in organization.Accounts.Where((_, index) => index % 10 == 0))
        {
            var expected = await RunAsync(organization, account, "iam", "get-account-authorization-details");
            AssertSame(expected, Read(snapshot, "accounts", account, "authorization-details.json"), account);
        }

        var ours = Read(snapshot, "organization.json");
        AssertSame((await RunAsync(organization, organization.Payer, "organizations", "list-roots"))["Roots"], ours["Roots"], "Roots");
        AssertSame(
            Reduced(await RunAsync(organization, organization.Payer, "organizations", "list-accounts"), "Accounts"),
            Reduced(ours, "Accounts"),
            "Accounts");
        foreach (var policy in ours["Policies"]!.AsArray().Where((_, index) => index % 4 == 0))
            await AssertSamePolicyAsync(organization, policy!);
    }

    private static async Task AssertSamePolicyAsync(LiveOrganization organization, JsonNode policy)
    {
        var id = policy["PolicySummary"]!["Id"]!.GetValue<string>();
        var targets = await RunAsync(organization, organization.Payer, "organizations", "list-targets-for-policy", "--policy-id", id);
        AssertSame(targets["Targets"], policy["Targets"], id);
        if (id == "p-FullAWSAccess")
            return;
        var expected = (await RunAsync(organization, organization.Payer, "organizations", "describe-policy", "--policy-id", id))["Policy"]!;
        AssertSame(expected["PolicySummary"], policy["PolicySummary"], id);
        Assert.Equal(expected["Content"]!.GetValue<string>(), policy["Content"]!.GetValue<string>());
    }

    /// <summary>
    /// Without the account's retired Status, which the product does not read, and the parent, which the CLI tells elsewhere.
    /// </summary>
    private static JsonNode Reduced(JsonNode answer, string list)
    {
        foreach (var entry in answer[list]!.AsArray())
        {
            foreach (var member in (string[])["Status", "ParentId", "JoinedTimestamp"])
                entry!.AsObject().Remove(member);
        }

        return answer[list]!;
    }

    private static void AssertSame(JsonNode? expected, JsonNode? actual, string what) =>
        Assert.True(Same(expected, actual), $"{what}: the CLI prints\n{expected}\nand the snapshot has\n{actual}");

    private static bool Same(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (JsonObject one, JsonObject other) =>
            one.Count == other.Count && one.All(member => other.ContainsKey(member.Key) && Same(member.Value, other[member.Key])),
        (JsonArray one, JsonArray other) => one.Count == other.Count && one.Zip(other).All(pair => Same(pair.First, pair.Second)),
        (JsonValue one, JsonValue other) =>
            one.ToJsonString() == other.ToJsonString() || (MomentOf(one) is { } moment && moment == MomentOf(other)),
        _ => left is null && right is null,
    };

    private static DateTimeOffset? MomentOf(JsonValue value) =>
        value.TryGetValue<string>(out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static JsonNode Read(params string[] path) => JsonNode.Parse(File.ReadAllText(Path.Combine(path)))!;

    private static async Task<JsonNode> RunAsync(LiveOrganization organization, string account, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "aws", [.. arguments, "--output", "json"])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        // moto tells accounts apart by the access key that it gave out; a role session is the only way into another one.
        var (key, secret, token) = account == organization.Payer
            ? ("testing", "testing", "")
            : await organization.CredentialsOfAsync(account);
        start.Environment["AWS_ENDPOINT_URL"] = organization.Endpoint;
        start.Environment["AWS_ACCESS_KEY_ID"] = key;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = secret;
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        if (token.Length > 0)
            start.Environment["AWS_SESSION_TOKEN"] = token;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return JsonNode.Parse(output)!;
    }

    private static bool IsThere() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "aws")) || File.Exists(Path.Combine(folder, "aws.exe")));
}
