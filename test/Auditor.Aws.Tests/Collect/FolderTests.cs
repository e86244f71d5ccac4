using Auditor.Aws.Collect;
using Auditor.Pipeline;
using Auditor.Testing;

namespace Auditor.Aws.Tests.Collect;

/// <summary>Whose the snapshot's folder is, and what is left of earlier runs in it.</summary>
public sealed class FolderTests : IDisposable
{
    private const string Journal = "collect.jsonl";
    private readonly CollectRig rig = new();

    public void Dispose() => rig.Dispose();

    [Theory]
    [InlineData("organization.json")]
    [InlineData("organization.json.gz")]
    public async Task A_snapshot_that_somebody_else_made_is_not_touched_however_often_one_tries(string file)
    {
        Directory.CreateDirectory(rig.Folder);
        await File.WriteAllTextAsync(Path.Combine(rig.Folder, file), "mine", TestContext.Current.CancellationToken);
        rig.Rest();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.CollectAsync());
            Assert.Contains("did not make", error.Message, StringComparison.Ordinal);
            Assert.Equal("mine", rig.Read(file));
            Assert.False(rig.Has(Journal));
        }
    }

    [Fact]
    public async Task What_a_stopped_run_left_is_replaced_by_one_that_asks_something_else()
    {
        await StopAtAsync(CollectRig.InUnit);
        Assert.True(rig.Has("accounts", CollectRig.Member, "authorization-details.json"));
        var result = await rig.CollectAsync(options => options with { Accounts = [CollectRig.Payer] });
        Assert.Equal(1, result.AccountsRead);
        Assert.False(rig.Has("accounts", CollectRig.Member, "authorization-details.json"));
        Assert.False(rig.Has(Journal));
    }

    [Fact]
    public async Task A_run_that_was_stopped_while_it_made_room_makes_room_again()
    {
        await rig.Rest().CollectAsync();
        File.Delete(Path.Combine(rig.Folder, "snapshot.json"));
        await File.WriteAllTextAsync(Path.Combine(rig.Folder, Journal), """{"clearing":"anything"}""" + "\n", TestContext.Current.CancellationToken);
        await rig.CollectAsync(options => options with { Accounts = [CollectRig.Payer] });
        Assert.False(rig.Has("accounts", CollectRig.Member, "authorization-details.json"));
    }

    [Fact]
    public async Task What_an_earlier_snapshot_holds_packed_goes_too()
    {
        await rig.Rest().CollectAsync();
        var details = Path.Combine(rig.Folder, "accounts", CollectRig.Member, "authorization-details.json");
        File.Move(details, details + ".gz");
        await rig.CollectAsync(options => options with { Accounts = [CollectRig.Payer] });
        Assert.False(File.Exists(details + ".gz"));
    }

    [Theory]
    [InlineData(CollectRig.Payer)]
    [InlineData(CollectRig.Member)]
    public async Task What_an_inventory_lacks_is_still_missing_where_it_serves_again(string read)
    {
        rig.Aws.Always("POST /list-pricing-rules", FakeAnswer.Error(403, "AccessDeniedException", "no"));
        var first = await rig.Rest().CollectAsync();
        Assert.Equal("billingconductor:ListPricingRules", Assert.Single(first.Refused).Permission);

        var earlier = new EarlierSnapshot(read == CollectRig.Payer ? null : CollectRig.Payer, HasInventory: true, first.Refused);
        var second = await rig.CollectAsync(options => options with { Earlier = earlier, Accounts = [read], WithPayer = true });

        Assert.Equal(first.Refused, second.Refused);
    }

    [Theory]
    [InlineData("17\n")]
    [InlineData("{\"question\":17}\n")]
    [InlineData("{\"quest")]
    public async Task A_damaged_journal_is_nobodys(string journal)
    {
        Directory.CreateDirectory(rig.Folder);
        await File.WriteAllTextAsync(Path.Combine(rig.Folder, Journal), journal, TestContext.Current.CancellationToken);
        var result = await rig.Rest().CollectAsync();
        Assert.Equal(3, result.AccountsRead);
        Assert.False(rig.Has(Journal));
    }

    private async Task StopAtAsync(string account)
    {
        var stops = true;
        rig.Aws.Always(
            "AssumeRole", request => stops && CollectRig.AccountOf(request) == account ? FakeAnswer.Error(403, "ExpiredToken", "expired") : null);
        rig.Rest();
        await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.CollectAsync(options => options with { Parallelism = 1 }));
        stops = false;
    }
}
