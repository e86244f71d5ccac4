using System.Text.Json.Nodes;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Distribute;

namespace Auditor.Pipeline.Tests.Distribute;

/// <summary>An organization of 2,000 accounts, made of the sample's, through the same workers and the same aggregate as any other.</summary>
public sealed class LoadTests : IDisposable
{
    private const int Accounts = 2_000;
    private const string Payer = "111122223333";
    private const string Unit = "ou-ac3e-8work002";
    private static readonly string Sample = Path.Combine(Repository.Root, "samples", "acme");
    private static readonly string[] Models = ["222233334444", "333344445555", "444455556666", "555566667777"];
    private readonly string folder = Directory.CreateTempSubdirectory("auditor-load-").FullName;

    [Fact]
    public void Two_thousand_accounts_give_the_same_bytes_whatever_the_order_and_half_of_them_unchanged()
    {
        var ids = Enumerable.Range(0, Accounts).Select(number => $"7{number:D11}").ToArray();
        PlantOrganization(ids);
        var work = new AccountWork(folder, ids.Append(Payer), Options(), configurationHash: null);
        var left = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [Payer] = JsonAccountResult.Write(work.Audit(Payer, before: null)) };
        foreach (var (id, model) in ids.Zip(Enumerable.Range(0, Accounts).Select(number => Models[number % Models.Length])))
            left[id] = WorkOn(id, model, work, before: null);

        var (forwards, principals) = Aggregate(left);
        foreach (var (id, number) in ids.Select((id, number) => (id, number)).Where(account => account.number % 2 == 0))
            left[id] = WorkOn(id, Models[number % Models.Length], work, left[id]);
        var (backwards, _) = Aggregate(left.Reverse());

        Assert.True(principals > 2 * Accounts, $"only {principals} principals were read");
        Assert.Contains($"{Accounts / 2} of {Accounts + 1} accounts have not changed", backwards, StringComparison.Ordinal);
        var notes = JsonNode.Parse(backwards)!;
        notes["notes"]!.AsArray().RemoveAt(0);
        Assert.Equal(JsonNode.Parse(forwards)!.ToJsonString(), notes.ToJsonString());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static AuditOptions Options() => new() { AsOf = new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero), ToolVersion = "1" };

    private byte[] WorkOn(string id, string model, AccountWork work, byte[]? before)
    {
        var account = Directory.CreateDirectory(Path.Combine(folder, "accounts", id)).FullName;
        var text = File.ReadAllText(Path.Combine(Sample, "accounts", model, SnapshotFolder.AuthorizationDetails)).Replace(model, id, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(account, SnapshotFolder.AuthorizationDetails), text);
        var result = work.Audit(id, before is null ? null : JsonAccountResultReader.Read(before, out _));
        Directory.Delete(account, recursive: true);
        return JsonAccountResult.Write(result);
    }

    private (string Report, int Principals) Aggregate(IEnumerable<KeyValuePair<string, byte[]>> left)
    {
        var results = new AccountResults(Path.Combine(folder, "results"), AccountResult.VersionOf("1"));
        foreach (var (account, result) in left)
            results.Add(account, result);
        var report = AuditRun.Run(AuditMaterial.Of(folder, results), Options(), progress: null, CancellationToken.None);
        return (DistributedAudit.TextOf(report), report.PrincipalsRead);
    }

    private void PlantOrganization(string[] ids)
    {
        var organization = JsonNode.Parse(File.ReadAllText(Path.Combine(Sample, SnapshotFolder.Organization)))!;
        var accounts = organization["Accounts"]!.AsArray();
        foreach (var other in accounts.Where(account => account!["Id"]!.GetValue<string>() != Payer).ToArray())
            accounts.Remove(other);
        var everywhere = organization["Policies"]!.AsArray().Single(policy => policy!["PolicySummary"]!["Name"]!.GetValue<string>() == "FullAWSAccess")!["Targets"]!.AsArray();
        foreach (var id in ids)
        {
            accounts.Add(JsonNode.Parse($$"""{"Id":"{{id}}","Name":"Load {{id}}","Status":"ACTIVE","State":"ACTIVE","ParentId":"{{Unit}}"}"""));
            everywhere.Add(JsonNode.Parse($$"""{"TargetId":"{{id}}","Type":"ACCOUNT"}"""));
        }

        File.WriteAllText(Path.Combine(folder, SnapshotFolder.Organization), organization.ToJsonString());
        var payer = Directory.CreateDirectory(Path.Combine(folder, "accounts", Payer)).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(Sample, "accounts", Payer)))
            File.Copy(file, Path.Combine(payer, Path.GetFileName(file)));
    }
}
