using System.Text.Json.Nodes;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Tests.Report;

namespace Auditor.Pipeline.Tests.Publish;

public sealed class DigestSchemaTests
{
    private static readonly SchemaFile Schema = new("digest.schema.json");

    [Fact]
    public void Every_member_is_described() => Assert.Empty(Schema.Undescribed());

    [Fact]
    public void What_reports_have_too_is_described_as_in_the_reports_schema()
    {
        var (digest, report) = (Read("digest.schema.json"), Read("report.schema.json"));
        Assert.All(
            digest["$defs"]!.AsObject(),
            definition => Assert.True(JsonNode.DeepEquals(definition.Value, report["$defs"]![definition.Key]), definition.Key));
        foreach (var member in (string[])["schemaVersion", "tool", "generatedAt", "configuration", "snapshot", "summary"])
            Assert.True(JsonNode.DeepEquals(digest["properties"]![member], report["properties"]![member]), member);
    }

    [Theory]
    [InlineData(DigestDetail.Everything)]
    [InlineData(DigestDetail.WithoutFindings)]
    [InlineData(DigestDetail.CountsOnly)]
    public void Digests_are_valid(DigestDetail detail)
    {
        var digest = Digest(AcmeReport(), detail);
        Assert.True(Schema.IsValid(digest.ToJsonString()));
        Assert.True(Schema.IsValid(Digest(SampleReport.Of(0), detail).ToJsonString()));
        Assert.True(Schema.IsValid(Digest(SampleReport.Of(4, gaps: 2, payer: null), detail).ToJsonString()));
    }

    [Fact]
    public void A_digest_is_the_report_without_principals_and_access_classes()
    {
        var report = AcmeReport();
        using var output = new MemoryStream();
        JsonReport.Write(report, output);
        var expected = JsonNode.Parse(output.ToArray())!.AsObject();
        expected.Remove("principals");
        expected.Remove("accessClasses");
        expected.Remove("history");
        expected.Remove("organization");
        // What is only supposed is never published.
        Assert.Null(expected["whatIf"]);
        expected.Remove("whatIf");
        var digest = Digest(report, DigestDetail.Everything);
        foreach (var own in (string[])["runId", "owner", "status", "reportUri", "leftOut"])
            Assert.True(digest.Remove(own));
        Assert.True(JsonNode.DeepEquals(expected, digest));
    }

    [Theory]
    [InlineData(DigestDetail.Everything, 4, 2, 1)]
    [InlineData(DigestDetail.WithoutFindings, 0, 2, 1)]
    [InlineData(DigestDetail.CountsOnly, 0, 0, 0)]
    public void What_is_left_out_is_left_out_whole_and_counted(DigestDetail detail, int findings, int gaps, int notes)
    {
        var digest = Digest(SampleReport.Of(4, gaps: 2), detail);
        foreach (
            var (name, written, all) in (
                ReadOnlySpan<(string, int, int)>)[("findings", findings, 4), ("gaps", gaps, 2), ("notes", notes, 1)])
        {
            Assert.Equal(written, digest[name]!.AsArray().Count);
            Assert.Equal(all - written, digest["leftOut"]![name]!.GetValue<int>());
        }
    }

    [Fact]
    public void A_member_more_or_less_is_invalid_anywhere()
    {
        var digest = Digest(AcmeReport(), DigestDetail.Everything);
        foreach (var place in Objects(digest).ToArray())
        {
            var path = place.GetPath();
            // Names of states are data, and so are the policies of a remedy.
            if (path.EndsWith(".byStatus", StringComparison.Ordinal) || SchemaFile.IsPolicyOfRemedy(path))
                continue;
            place["unexpected"] = 1;
            Assert.False(Schema.IsValid(digest.ToJsonString()), path);
            place.Remove("unexpected");
            foreach (var name in place.Select(member => member.Key).ToArray())
            {
                var value = place[name];
                place.Remove(name);
                Assert.False(Schema.IsValid(digest.ToJsonString()), $"{path}.{name}");
                place[name] = value;
            }
        }

        Assert.True(Schema.IsValid(digest.ToJsonString()));
    }

    /// <summary>A report as users get it, with every kind of finding, blocker and evidence.</summary>
    private static AuditReport AcmeReport()
    {
        var sample = Path.Combine(Repository.Root, "samples", "acme");
        var configuration = ConfigurationReader.Read(
            File.ReadAllBytes(Path.Combine(sample, "auditor.json")), ProfileCatalog.Default).Configuration!;
        var options = new AuditOptions
        {
            AsOf = DateTimeOffset.UnixEpoch,
            ToolVersion = "0.1.0",
            Configuration = configuration,
            ConfigurationName = "auditor.json",
        };
        return AuditRun.Run(Auditor.Pipeline.Collect.SnapshotReader.Open(sample), options, null, CancellationToken.None);
    }

    private static JsonObject Digest(AuditReport report, DigestDetail detail) =>
        JsonNode.Parse(
            JsonDigest.Write(
                Auditor.Pipeline.Publish.Digest.Of(report, "20261124T080000Z-0123456789ab", "s3://reports/runs/report.json"),
                detail))!.AsObject();

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "schema", file)))!;

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Objects(member.Value)).Prepend(members),
        // One element of a kind is enough: every element has the same members.
        JsonArray items => items.Take(2).SelectMany(Objects),
        _ => [],
    };
}
