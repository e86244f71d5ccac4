using System.IO.Compression;
using System.Text.Json;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Tests.Report.Forms;

/// <summary>Editors open the files that results name: they must be there, by that name.</summary>
public sealed class SarifLocationTests : IDisposable
{
    private const string Payer = "accounts/111122223333/authorization-details.json";
    private readonly string root = Directory.CreateTempSubdirectory("auditor-").FullName;

    public SarifLocationTests()
    {
        var sample = Path.Combine(Repository.Root, "samples", "acme");
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(root, Path.GetRelativePath(sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [Fact]
    public void Of_a_folder_they_are_there_and_what_was_not_read_stands_in_the_organization()
    {
        var files = AssertThere(root, root);
        Assert.Contains(Payer, files);
        Assert.DoesNotContain(files, file => file.Contains("666677778888", StringComparison.Ordinal));
    }

    [Fact]
    public void Compressed_files_have_their_names()
    {
        Compress(Payer);
        Compress("organization.json");
        var files = AssertThere(root, root);
        Assert.Contains(Payer + ".gz", files);
        Assert.Contains("organization.json.gz", files);
    }

    [Fact]
    public void An_organization_that_is_missing_is_not_named()
    {
        File.Delete(Path.Combine(root, "organization.json"));
        Assert.Contains("snapshot.json", AssertThere(root, root));
        File.Delete(Path.Combine(root, "snapshot.json"));
        Assert.DoesNotContain(AssertThere(root, root), file => !file.StartsWith("accounts/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_snapshot_of_one_file_has_its_name()
    {
        var file = Path.Combine(root, "accounts", "111122223333", "authorization-details.json");
        Assert.Equal(["authorization-details.json"], AssertThere(file, Path.GetDirectoryName(file)!).Distinct());
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Compress(string name)
    {
        var file = Path.Combine(root, name);
        using (var output = new GZipStream(File.Create(file + ".gz"), CompressionLevel.Fastest))
            output.Write(File.ReadAllBytes(file));
        File.Delete(file);
    }

    /// <summary>The files that the log of an audit names, each of which is there.</summary>
    private static string[] AssertThere(string snapshot, string folder)
    {
        var configuration = ConfigurationReader.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "acme", "auditor.json"))).Configuration;
        var options = new AuditOptions { AsOf = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), ToolVersion = "0.1.0", Configuration = configuration, ConfigurationName = "auditor.json" };
        var run = FormOutput.Json(FormOutput.Of("sarif", AuditRun.Run(SnapshotReader.Open(snapshot), options, null, CancellationToken.None))).GetProperty("runs")[0];
        var results = run.GetProperty("results").EnumerateArray().Select(result => FileOf(result.GetProperty("locations")[0])).ToArray();
        Assert.NotEmpty(results);
        Assert.All(results, Assert.NotNull);
        var gaps = run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray()
            .Select(gap => gap.TryGetProperty("locations", out var locations) ? FileOf(locations[0]) : null);
        string[] all = [.. results.Concat(gaps).OfType<string>()];
        Assert.All(all, file => Assert.True(File.Exists(Path.Combine(folder, file)), file));
        return all;
    }

    private static string? FileOf(JsonElement location) =>
        location.TryGetProperty("physicalLocation", out var physical) ? physical.GetProperty("artifactLocation").GetProperty("uri").GetString() : null;
}
