using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Auditor.Cli.Tests;

public sealed class ExplainTests : IDisposable
{
    private const string Denial = "User: arn:aws:sts::111122223333:assumed-role/viewer/jane is not authorized to perform: billingconductor:UpdateBillingGroup because no identity-based policy allows the billingconductor:UpdateBillingGroup action";
    private readonly SmallSnapshot snapshot = SmallSnapshot.Clean();

    public void Dispose() => snapshot.Dispose();

    [Fact]
    public async Task Question_is_answered_in_text_and_json()
    {
        string[] question = ["explain", snapshot.Root, "--principal", "arn:aws:iam::111122223333:role/viewer", "--action", "billingconductor:updatebillinggroup", "--as-of", SmallSnapshot.AsOf];
        var text = await CommandRun.OfExecutableAsync(question);
        Assert.Equal((0, ""), (text.ExitCode, text.Errors));
        Assert.StartsWith("The role viewer cannot change a billing group: nothing that the role was given", text.Output, StringComparison.Ordinal);
        Assert.Contains("Proof: implicitDeny before, allowed after.", text.Output, StringComparison.Ordinal);
        var json = await CommandRun.OfExecutableAsync([.. question, "--format", "json"]);
        Assert.Equal("allowed", JsonElement.Parse(json.Output).GetProperty("explanations")[0].GetProperty("remedy").GetProperty("verdictAfter").GetString());
    }

    [Fact]
    public async Task A_single_file_that_tells_no_account_names_none_to_ask_about()
    {
        await File.WriteAllTextAsync(snapshot["empty"], "");
        var run = await CommandRun.InProcessAsync("explain", snapshot["empty"], "--principal", "arn:aws:iam::111122223333:role/viewer", "--action", "billingconductor:ListBillingGroups");
        Assert.Equal((1, "auditor: the snapshot has no account `111122223333`: collect it"), (run.ExitCode, run.Errors.TrimEnd()));
    }

    [Fact]
    public async Task What_could_not_be_read_is_one_thing_in_the_way_and_has_no_place()
    {
        var run = await CommandRun.OfExecutableAsync("explain", snapshot.Root, "--principal", "arn:aws:iam::111122223333:role/viewer", "--action", "sts:AssumeRole", "--resource", "arn:aws:iam::111122223333:role/gone");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("Nobody can tell whether", run.Output, StringComparison.Ordinal);
        Assert.Contains("1. resourcePolicy, unreadable, arn:aws:iam::111122223333:role/gone resource policy\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("#0", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("resourcePolicy, implicit", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Denial_from_standard_input_is_explained_and_what_is_none_is_said()
    {
        var run = await CommandRun.OfExecutableAsync(Encoding.UTF8.GetBytes(Denial), ["explain", snapshot.Root, "--message", "-"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("AWS says: no identity-based policy allows it", run.Output, StringComparison.Ordinal);
        Assert.Contains("low BCA701: viewer was denied billingconductor:UpdateBillingGroup (BCA701-", run.Output, StringComparison.Ordinal);
        var json = await CommandRun.OfExecutableAsync(Encoding.UTF8.GetBytes(Denial), ["explain", snapshot.Root, "--message", "-", "--format", "json", "--as-of", SmallSnapshot.AsOf]);
        var finding = JsonElement.Parse(json.Output).GetProperty("findings").EnumerateArray().Single();
        Assert.Equal(("BCA701", "new", SmallSnapshot.AsOf), (finding.GetProperty("rule").GetString(), finding.GetProperty("status").GetString(), finding.GetProperty("firstSeen").GetString()));
        var other = await CommandRun.OfExecutableAsync("the server is down"u8.ToArray(), ["explain", snapshot.Root, "--event", "-"]);
        Assert.Equal((1, ""), (other.ExitCode, other.Output));
        Assert.Contains("not recognised", other.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_of_a_trail_is_read_as_it_is_and_a_damaged_one_is_told()
    {
        const string records = """{"Records":[{"eventSource":"billingconductor.amazonaws.com","eventName":"UpdateBillingGroup","errorCode":"AccessDenied","userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/viewer/jane","sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/viewer"}}}}]}""";
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(records));
        var run = await CommandRun.OfExecutableAsync(packed.ToArray(), ["explain", snapshot.Root, "--event", "-"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("The role viewer cannot change a billing group", run.Output, StringComparison.Ordinal);
        var damaged = packed.ToArray();
        damaged.AsSpan(10, 20).Fill(0xFF);
        var refused = await CommandRun.OfExecutableAsync(damaged, ["explain", snapshot.Root, "--event", "-"]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("damaged gzip file", refused.Errors, StringComparison.Ordinal);
        // Cut off in the middle: what was there is no JSON.
        var cut = await CommandRun.OfExecutableAsync(packed.ToArray()[..60], ["explain", snapshot.Root, "--event", "-"]);
        Assert.Equal((1, ""), (cut.ExitCode, cut.Output));
    }

    [Theory]
    [InlineData("name --principal and --action", "--principal", "arn:aws:iam::111122223333:role/viewer")]
    [InlineData("name --principal and --action", "--message", "x", "--event", "y")]
    [InlineData("--context must be KEY=VALUE", "--principal", "x", "--action", "y", "--context", "z")]
    [InlineData("the resource is empty: name an ARN", "--principal", "arn:aws:iam::111122223333:role/viewer", "--action", "billingconductor:UpdateBillingGroup", "--resource", " ")]
    [InlineData("there is no file", "--event", "no-such-file.json")]
    public async Task Bad_arguments_say_what_to_do(string expected, params string[] arguments)
    {
        var run = await CommandRun.InProcessAsync(["explain", snapshot.Root, .. arguments]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_alone_goes_to_standard_output()
    {
        var run = await CommandRun.OfExecutableAsync("policy", snapshot.Root, "--principal", "arn:aws:iam::111122223333:role/viewer", "--profile", "account-enroller");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("2012-10-17", JsonElement.Parse(run.Output).GetProperty("Version").GetString());
        Assert.Contains("actions for viewer, from account-enroller", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_of_nothing_is_an_error_that_says_what_to_do()
    {
        snapshot.WithRoles(SmallSnapshot.Role(SmallSnapshot.Payer, "viewer", "s3:GetObject"));
        var run = await CommandRun.InProcessAsync("policy", snapshot.Root, "--principal", "arn:aws:iam::111122223333:role/viewer");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("name a profile with --profile", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_policy_and_diff_say_where_another_payer_was_named()
    {
        const string note = "the payer is 111122223333, not 444455556666 as --management-account says: the snapshot and the configuration come first\n";
        string[] named = ["--management-account", SmallSnapshot.Member];
        var init = await CommandRun.OfExecutableAsync(["init", snapshot.Root, .. named]);
        Assert.Equal((0, note), (init.ExitCode, init.Errors));
        var diff = await CommandRun.OfExecutableAsync(["diff", snapshot.Root, snapshot.Root, .. named]);
        Assert.Equal((0, note), (diff.ExitCode, diff.Errors));
        var policy = await CommandRun.OfExecutableAsync(["policy", snapshot.Root, "--principal", "arn:aws:iam::111122223333:role/viewer", "--profile", "account-enroller", .. named]);
        Assert.Equal(0, policy.ExitCode);
        Assert.EndsWith("\n" + note, policy.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_of_what_no_profile_permits_says_that()
    {
        snapshot.WithRoles(SmallSnapshot.Role(SmallSnapshot.Payer, "viewer", "billingconductor:DeleteBillingGroup"));
        var run = await CommandRun.InProcessAsync("policy", snapshot.Root, "--principal", "arn:aws:iam::111122223333:role/viewer", "--profile", "account-enroller", "--from", "held");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("holds nothing that it could allow (not permitted by its profiles, and left out: billingconductor:DeleteBillingGroup); leave --from out to make it from the profile, or name another one with --profile", run.Errors, StringComparison.Ordinal);
    }
}
