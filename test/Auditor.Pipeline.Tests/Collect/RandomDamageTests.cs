using System.Text;
using Auditor.Pipeline.Report;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Collect;

/// <summary>Whatever happens to the files, there is a report, and JSON that carries it.</summary>
public sealed class RandomDamageTests : IDisposable
{
    private const int Runs = 150;
    private static readonly string[] Pieces = ["", "\"", "{", "]", ",", "null", "7", "\\u0000", "\\ud800", "%", "\u202e", "\n", "{\"a\":[", new string('[', 300)];

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["snapshot.json"] = """{"schemaVersion":1,"takenAt":"2026-01-01T00:00:00Z","partition":"aws","coverage":{"accountsExpected":2,"accountsRead":1,"refused":[{"account":"444455556666","call":"iam:X"}]}}""",
        ["organization.json"] = """
            {"Organization":{"Id":"o-1","MasterAccountId":"111122223333","FeatureSet":"ALL"},"Roots":[{"Id":"r-1","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]}],
             "OrganizationalUnits":[{"Id":"ou-1","ParentId":"r-1"}],"Accounts":[{"Id":"111122223333","State":"ACTIVE","ParentId":"r-1"},{"Id":"444455556666","State":"ACTIVE","Paths":["o-1/r-1/ou-1/444455556666/"]}],
             "Policies":[{"PolicySummary":{"Id":"p-1","Type":"SERVICE_CONTROL_POLICY"},"Content":"{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}","Targets":[{"TargetId":"ou-1"}]}]}
            """,
        [$"accounts/{Account}/authorization-details.json"] = Details(
            Role("r", $$""" "Tags":[{"Key":"k","Value":"v"}],"RolePolicyList":[{"PolicyName":"x","PolicyDocument":{{AllowAll}}}],"AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::{{Account}}:policy/p"}] """),
            Policy("p", AllowAll)),
        [$"accounts/{Account}/billing-conductor.json"] = """{"BillingGroups":[{"Arn":"arn:aws:billingconductor::111122223333:billinggroup/a"}],"Tags":{"arn:aws:billingconductor::111122223333:billinggroup/a":{"k":"v"}}}""",
        [$"accounts/{Account}/activity.json"] = """{"From":"2026-01-01T00:00:00Z","To":1790000000,"Events":[{"eventTime":"2026-01-01T00:00:00Z","eventName":"x","userIdentity":{"principalId":"AROAr:s"}},{"CloudTrailEvent":"{\"eventTime\":7}"}]}""",
    };

    private readonly TemporarySnapshot snapshot = new();

    public void Dispose() => snapshot.Dispose();

    [Fact]
    public void Damage_anywhere_never_throws()
    {
        var random = new Random(20261124);
        for (var run = 0; run < Runs; run++)
        {
            foreach (var (file, text) in Files)
                snapshot.Write(file, random.Next(3) == 0 ? Damage(text, random) : Encoding.UTF8.GetBytes(text));
            using var output = new MemoryStream();
            var options = new AuditOptions { AsOf = DateTimeOffset.UnixEpoch, ToolVersion = "test", ListAll = true };
            JsonReport.Write(AuditRun.Run(snapshot.Open(), options, null, CancellationToken.None), output);
            Assert.True(new Report.SchemaFile("report.schema.json").IsValid(Encoding.UTF8.GetString(output.ToArray())), $"run {run}");
        }
    }

    private static byte[] Damage(string text, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(text.Length);
            var cut = Math.Min(random.Next(0, 20), text.Length - at);
            text = text.Remove(at, cut).Insert(at, Pieces[random.Next(Pieces.Length)]);
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        if (random.Next(8) == 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
