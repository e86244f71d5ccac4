using System.Text;
using System.Text.Json.Nodes;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Tests.Collect;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Report;

public sealed class ReportSchemaTests : IDisposable
{
    private const string Organization = """
        {"Organization":{"Id":"o-1","MasterAccountId":"111122223333","FeatureSet":"ALL"},
         "Roots":[{"Id":"r-1","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]}],
         "Accounts":[{"Id":"111122223333","State":"ACTIVE","ParentId":"r-1"},{"Id":"444455556666","State":"ACTIVE","ParentId":"gone"}],
         "Policies":[{"PolicySummary":{"Id":"p-1","Type":"SERVICE_CONTROL_POLICY"},"Content":"{","Targets":[{"TargetId":"r-1"}]},
           {"PolicySummary":{"Id":"p-2","Type":"SERVICE_CONTROL_POLICY"},"Targets":[{"TargetId":"r-1"}],
            "Content":"{\"Statement\":{\"Sid\":\"no\",\"Effect\":\"Deny\",\"Action\":\"billingconductor:*\",\"Resource\":\"*\"}}"}],
            "NextToken":"x"}
        """;

    private const string Configuration = """
        {"administrators":["arn:aws:iam::*:role/admin"],
         "assignments":[{"principals":["arn:aws:iam::*:role/some"],"profiles":["chargeback-analyst"]},
         {"principals":["arn:aws:iam::*:role/nobody"],"profiles":["abc-viewer"]}]}
        """;

    private static readonly SchemaFile Schema = new("report.schema.json");
    private readonly TemporarySnapshot snapshot = new();

    public void Dispose() => snapshot.Dispose();

    [Fact]
    public void Every_member_is_described() => Assert.Empty(Schema.Undescribed());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reports_are_valid(bool isConfigured)
    {
        var report = Report(isConfigured);
        Assert.True(Schema.IsValid(report.ToJsonString()));
        foreach (var list in (string[])["principals", "accessClasses", "findings", "gaps"])
            Assert.NotEmpty(report[list]!.AsArray());
    }

    [Fact]
    public void The_report_of_one_file_is_valid()
    {
        snapshot.Write("one.json", Roles());
        Assert.True(Schema.IsValid(Write(Path.Combine(snapshot.Root, "one.json"), null).ToJsonString()));
    }

    [Fact]
    public void The_report_of_nothing_is_valid() => Assert.True(Schema.IsValid(Write(snapshot.Root, null).ToJsonString()));

    [Fact]
    public void A_member_more_or_less_is_invalid_anywhere()
    {
        var report = Report(isConfigured: true);
        foreach (var place in Objects(report).ToArray())
        {
            var path = place.GetPath();
            // Names of actions and of states are data, and so are the policies of a remedy.
            if (path.EndsWith(".access", StringComparison.Ordinal) || path.EndsWith(".byStatus", StringComparison.Ordinal) || SchemaFile.IsPolicyOfRemedy(path))
                continue;
            place["unexpected"] = 1;
            Assert.False(Schema.IsValid(report.ToJsonString()), path);
            place.Remove("unexpected");
            foreach (var name in place.Select(member => member.Key).ToArray())
            {
                var value = place[name];
                place.Remove(name);
                Assert.False(Schema.IsValid(report.ToJsonString()), $"{path}.{name}");
                place[name] = value;
            }
        }

        Assert.True(Schema.IsValid(report.ToJsonString()));
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Objects(member.Value)).Prepend(members),
        // One element of a kind is enough: every element has the same members.
        JsonArray items => items.Take(2).SelectMany(Objects),
        _ => [],
    };

    private static string Roles() => Details(string.Join(
        ',',
        Role("admin", Inline(AllowAll)),
        Role(
            "some",
            Inline(
                """
                {"Statement":{"Effect":"Allow","Action":["billingconductor:List*","billingconductr:x"],"Resource":"*",
                "Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}}
                """)),
        Role("other", Inline("""{"Statement":{"Effect":"Allow","Action":"billingconductor:*BillingGroup*","Resource":"*"}}""")),
        Role("bad", Inline("\"{\""))));

    private static string Inline(string document) => $"\"RolePolicyList\":[{{\"PolicyName\":\"x\",\"PolicyDocument\":{document}}}]";

    private static JsonObject Write(string path, string? configuration)
    {
        var read = configuration is null
            ? null
            : ConfigurationReader.Read(Encoding.UTF8.GetBytes(configuration), ProfileCatalog.Default).Configuration!;
        var options = new AuditOptions
        {
            AsOf = DateTimeOffset.UnixEpoch,
            ToolVersion = "0.1.0",
            Configuration = read,
            ConfigurationName = read is null ? null : "auditor.json",
        };
        using var output = new MemoryStream();
        JsonReport.Write(AuditRun.Run(Auditor.Pipeline.Collect.SnapshotReader.Open(path), options, null, CancellationToken.None), output);
        return JsonNode.Parse(output.ToArray())!.AsObject();
    }

    private JsonObject Report(bool isConfigured)
    {
        snapshot.Write("organization.json", Organization).WriteDetails(Roles());
        snapshot.Write(
            "snapshot.json",
            """
            {"schemaVersion":1,"takenAt":"2026-01-01T00:00:00Z","coverage":{"refused":[{"call":"iam:X","code":"AccessDenied",
            "permission":"iam:X"}]}}
            """);
        return Write(snapshot.Root, isConfigured ? Configuration : null);
    }
}
