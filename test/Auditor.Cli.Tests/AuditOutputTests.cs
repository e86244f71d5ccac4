using System.Text;
using System.Text.Json;
using Auditor.Pipeline.Report.Forms;
using static Auditor.Cli.Tests.SmallSnapshot;

namespace Auditor.Cli.Tests;

public sealed class AuditOutputTests : IDisposable
{
    public static TheoryData<string> Forms { get; } = [.. ReportForm.All.Select(form => form.Name)];

    private readonly SmallSnapshot snapshot = Clean();

    public void Dispose() => snapshot.Dispose();

    [Theory]
    [InlineData("text")]
    [MemberData(nameof(Forms))]
    public async Task The_bytes_depend_on_neither_threads_nor_the_order_of_files(string format)
    {
        using var other = Clean(backwards: true);
        var first = await ReportAsync(snapshot, format, "--parallelism", "1");
        Assert.Equal(first, await ReportAsync(snapshot, format, "--parallelism", "8"));
        Assert.Equal(
            first.Replace(snapshot.Root, "", StringComparison.Ordinal),
            (await ReportAsync(other, format)).Replace(other.Root, "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\\u001b[31mred", "\u001b[31mred")]
    [InlineData("\\u202egnp", "\u202egnp")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("=cmd()", "=cmd()")]
    [InlineData("[bold]x[/]", "[bold]x[/]")]
    [InlineData("a\\nb\\tc\\u0000d", "a\nb\tc\0d")]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", null)]
    [InlineData("x😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", null)]
    public async Task Hostile_names_are_data(string json, string? name)
    {
        // JSON carries the ARN as it is; for people, what could do something is shown as a mark.
        snapshot.WithRoles(Role(Payer, json, "billingconductor:*"), Role(Payer, "named" + json, "billingconductr:*"))
            .Write("auditor.json", """{"assignments":[{"principals":["arn:aws:iam::*:role/named*"],"profiles":["abc-viewer"]}]}""");
        foreach (string[] more in (string[][])[[], ["--all"], ["--config", snapshot["auditor.json"]]])
        {
            var text = await ReportAsync(snapshot, "text", more);
            Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
            Assert.All(
                text.Replace("\n", "", StringComparison.Ordinal),
                letter => Assert.False(char.IsControl(letter) || letter is '\u202e' or '\u2066', text));
            using var report = JsonDocument.Parse(await ReportAsync(snapshot, "json", more));
            if (name is not null)
                Assert.Contains(
                    report.RootElement.GetProperty("principals").EnumerateArray(),
                    entry => entry.GetProperty("arn").GetString() == $"arn:aws:iam::{Payer}:role/{name}");
        }
    }

    [Fact]
    public async Task Without_a_configuration_the_text_ends_with_a_line_that_makes_one()
    {
        Assert.EndsWith($"auditor init {snapshot.Root} --output {snapshot["auditor.json"]}\n", await ReportAsync(snapshot, "text"), StringComparison.Ordinal);

        using var blank = Clean();
        Directory.CreateDirectory(blank["it's here"]);
        Directory.Move(blank["accounts"], blank["it's here/accounts"]);
        var folder = $"'{blank.Root}/it'\\''s here";
        var run = await CommandRun.OfExecutableAsync("audit", blank["it's here"], "--management-account", Payer);
        Assert.EndsWith($"auditor init {folder}' --management-account {Payer} --output {folder}/auditor.json'\n", run.Output, StringComparison.Ordinal);

        var file = blank["details.json"];
        File.Copy(blank[$"it's here/accounts/{Payer}/authorization-details.json"], file);
        run = await CommandRun.OfExecutableAsync("audit", file, "--management-account", Payer);
        Assert.EndsWith($"auditor init {file} --management-account {Payer} --output {blank["auditor.json"]}\n", run.Output, StringComparison.Ordinal);

        run = await CommandRun.OfExecutableAsync("audit", file);
        Assert.EndsWith(
            $"(PAYER is the payer's account id):\n  auditor init {file} --management-account PAYER --output {blank["auditor.json"]}\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_a_policy_does_no_harm()
    {
        snapshot.WithRoles(
            Role(Payer, "viewer", "billingconductor:*").Replace(
                "\"Effect\":\"Allow\",\"Action\":\"billing",
                "\"Sid\":\"\\ud800\",\"Effect\":\"Allow\",\"Action\":\"billing",
                StringComparison.Ordinal));
        await ReportAsync(snapshot, "text");
        JsonDocument.Parse(await ReportAsync(snapshot, "json")).Dispose();
    }

    [Fact]
    public async Task A_failure_leaves_neither_half_a_file_nor_the_old_one_changed()
    {
        await File.WriteAllTextAsync(snapshot["report"], "old");
        var run = await CommandRun.InProcessAsync(
            "audit", snapshot.Root, "--output", snapshot["report"], "--explain", "BCA101-000000000000");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("BCA101-000000000000", run.Errors, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(snapshot["report"]));
        Assert.Empty(Directory.GetFiles(snapshot.Root, "*.partial"));
    }

    [Theory]
    [InlineData("accounts")]
    [InlineData("gone/report")]
    public async Task An_output_that_cannot_be_written_is_1(string output)
    {
        var run = await CommandRun.InProcessAsync("audit", snapshot.Root, "--output", snapshot[output]);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("auditor: ", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(snapshot.Root, "*.partial"));
    }

    [Fact]
    public async Task The_page_is_written_besides_and_is_the_same_as_the_form_html()
    {
        var text = await ReportAsync(snapshot, "text");
        Assert.Equal(text, await ReportAsync(snapshot, "text", "--html", snapshot["page.html"]));
        var page = await File.ReadAllTextAsync(snapshot["page.html"]);
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Equal(page, await ReportAsync(snapshot, "html"));
        var run = await CommandRun.InProcessAsync("audit", snapshot.Root, "--output", snapshot["report"], "--html", snapshot["gone/page.html"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("page.html", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_lists_everybody()
    {
        Assert.Equal(1, Listed(await ReportAsync(snapshot, "json")));
        Assert.Equal(2, Listed(await ReportAsync(snapshot, "json", "--all")));
    }

    [Fact]
    public async Task Explain_prints_one_finding()
    {
        snapshot.Write(
            "auditor.json",
            """{"assignments":[{"principals":["arn:aws:iam::111122223333:role/viewer"],"profiles":["chargeback-analyst"]}]}""");
        string[] config = ["--config", snapshot["auditor.json"]];
        using var report = JsonDocument.Parse(await ReportAsync(snapshot, "json", config));
        var id = report.RootElement.GetProperty("findings")[0].GetProperty("id").GetString()!;
        var text = await ReportAsync(snapshot, "text", [.. config, "--explain", id]);
        Assert.Contains(id, text, StringComparison.Ordinal);
        // Policies and commands are copied, so they are not broken over lines.
        Assert.All(text[..text.IndexOf("What would help", StringComparison.Ordinal)].Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task The_payer_can_be_named_for_one_file()
    {
        var file = snapshot[$"accounts/{Payer}/authorization-details.json"];
        var run = await CommandRun.InProcessAsync(
            "audit", file, "--management-account", Payer, "--format", "json", "--output", snapshot["report"], "--as-of", AsOf);
        Assert.Equal(3, run.ExitCode);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(snapshot["report"]));
        Assert.Equal(Payer, report.RootElement.GetProperty("snapshot").GetProperty("managementAccount").GetString());
        Assert.Equal(AsOf, report.RootElement.GetProperty("generatedAt").GetString());
    }

    private static int Listed(string json)
    {
        using var report = JsonDocument.Parse(json);
        return report.RootElement.GetProperty("principals").GetArrayLength();
    }

    private static async Task<string> ReportAsync(SmallSnapshot of, string format, params string[] more)
    {
        var file = of["report"];
        var run = await CommandRun.InProcessAsync(["audit", of.Root, "--as-of", AsOf, "--format", format, "--output", file, .. more]);
        Assert.True(run.ExitCode is 0 or 2 or 3, run.Errors);
        Assert.Empty(run.Errors);
        return await File.ReadAllTextAsync(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
    }
}
