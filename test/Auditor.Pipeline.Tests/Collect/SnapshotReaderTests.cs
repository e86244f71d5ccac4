using Auditor.Pipeline.Collect;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Collect;

public sealed class SnapshotReaderTests : IDisposable
{
    private readonly TemporarySnapshot snapshot = new();

    public void Dispose() => snapshot.Dispose();

    [Fact]
    public void Accounts_come_in_ordinal_order_and_other_names_are_ignored()
    {
        foreach (var account in (string[])["300000000000", "100000000000", "200000000000"])
            snapshot.WriteDetails(Details(Role("r", account: account)), account);
        snapshot.Write("accounts/notes/authorization-details.json", "{").Write("manifest.json", "{").Write("accounts/100000000000/notes.json", "{");
        var reader = snapshot.Open();
        Assert.Equal(["100000000000", "200000000000", "300000000000"], reader.AccountIds.ToArray());
        Assert.Empty(reader.Gaps);
        Assert.Equal(OrganizationKnowledge.Missing, reader.OrganizationKnowledge);
        Assert.All(reader.AccountIds, id => Assert.Empty(reader.ReadAccount(id).Gaps));
    }

    [Fact]
    public void Accounts_can_be_read_from_several_threads()
    {
        var ids = Enumerable.Range(0, 20).Select(number => $"1000000000{number:00}").ToArray();
        foreach (var id in ids)
            snapshot.WriteDetails(Details(Role("r", account: id), Policy("p", AllowAll, id)), id);
        var reader = snapshot.Open();
        var readings = ids.AsParallel().Select(reader.ReadAccount).ToArray();
        Assert.All(readings, reading => Assert.Single(reading.Account.Roles));
        Assert.Single(readings.Select(reading => reading.Account.ManagedPolicies.Values.Single().Document).Distinct());
        Assert.Equal(2, reader.Library.Count);
    }

    [Fact]
    public void A_folder_without_authorization_details_is_an_unread_account()
    {
        snapshot.Write($"accounts/{Account}/activity.json", "{}");
        var reader = snapshot.Open();
        Assert.Empty(reader.AccountIds);
        var gap = Assert.Single(reader.Gaps);
        Assert.Equal((GapKind.AccountUnread, Account, "iam:GetAccountAuthorizationDetails"), (gap.Kind, gap.Account, gap.Permission));
    }

    [Fact]
    public void An_active_account_without_folder_is_unread_and_a_closed_one_is_not_missed()
    {
        snapshot.Write("organization.json", """
            {"Organization":{"Id":"o-1","MasterAccountId":"100000000000","FeatureSet":"ALL"},"Roots":[{"Id":"r-1","PolicyTypes":[]}],"Accounts":[
            {"Id":"100000000000","Status":"ACTIVE","ParentId":"r-1"},{"Id":"200000000000","Status":"ACTIVE","State":"SUSPENDED","ParentId":"r-1"}]}
            """);
        var gap = Assert.Single(snapshot.Open().Gaps);
        Assert.Equal((GapKind.AccountUnread, "100000000000"), (gap.Kind, gap.Account));
    }

    [Fact]
    public void An_account_that_the_organization_does_not_list_is_a_gap()
    {
        snapshot.WriteDetails(Details(Role("r"))).Write("organization.json", """{"Organization":{"Id":"o-1","MasterAccountId":"100000000000"},"Accounts":[]}""");
        var gap = Assert.Single(snapshot.Open().Gaps);
        Assert.Equal((GapKind.ScpUnreadable, Account), (gap.Kind, gap.Account));
    }

    [Fact]
    public void Metadata_and_refusals_are_read()
    {
        snapshot.Write("snapshot.json", """
            {"schemaVersion":1,"takenAt":"2026-10-28T20:11:10Z","partition":"aws","tool":"t","coverage":{"accountsExpected":5,"accountsRead":4,
            "refused":[{"account":"100000000000","call":"GetAccountAuthorizationDetails","code":"AccessDenied","permission":"iam:GetAccountAuthorizationDetails"}]}}
            """);
        Directory.CreateDirectory(Path.Combine(snapshot.Root, "accounts", "100000000000"));
        var reader = snapshot.Open();
        Assert.Equal(new DateTimeOffset(2026, 10, 28, 20, 11, 10, TimeSpan.Zero), reader.Metadata.TakenAt);
        Assert.Equal(("aws", "t", 5, 4), (reader.Metadata.Partition, reader.Metadata.Tool, reader.Metadata.AccountsExpected, reader.Metadata.AccountsRead));
        var gap = Assert.Single(reader.Gaps);
        Assert.Equal((GapKind.AccountUnread, "100000000000", "iam:GetAccountAuthorizationDetails"), (gap.Kind, gap.Account, gap.Permission));
        Assert.Equal(("snapshot.json", 2), (gap.File, gap.Line));
    }

    [Fact]
    public void An_unknown_schema_version_is_a_gap() =>
        Assert.Contains("expected 1", Assert.Single(snapshot.Write("snapshot.json", """{"schemaVersion":2}""").Open().Gaps).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("aws-us-gov", true)]
    [InlineData("aws-eusc", true)]
    [InlineData("AWS", false)]
    [InlineData("", false)]
    [InlineData("arn:aws", false)]
    public void What_cannot_be_a_partition_is_a_gap(string text, bool isOne)
    {
        var reader = snapshot.Write("snapshot.json", $$"""{"schemaVersion":1,"partition":"{{text}}"}""").Open();
        Assert.Equal(isOne ? text : null, reader.Metadata.Partition);
        Assert.Equal(isOne ? [] : [$"`partition` must be a partition such as `aws`, not `{text}`: the ARNs tell it"], reader.Gaps.Select(gap => gap.Error));
    }

    [Theory]
    [InlineData("snapshot.json")]
    [InlineData("organization.json")]
    [InlineData("accounts/111122223333/authorization-details.json")]
    [InlineData("accounts/111122223333/billing-conductor.json")]
    [InlineData("accounts/111122223333/activity.json")]
    [InlineData("accounts/111122223333/last-accessed.json.gz")]
    public void A_folder_in_place_of_a_file_is_a_gap(string file)
    {
        Directory.CreateDirectory(Path.Combine(snapshot.Root, file));
        if (!file.Contains("authorization", StringComparison.Ordinal))
            snapshot.WriteDetails(Details(Role("r")));
        var reader = snapshot.Open();
        var gap = Assert.Single(reader.Gaps.Concat(reader.ReadAccount(Account).Gaps));
        Assert.Equal((GapKind.FileUnreadable, file, "it is a folder, expected a file"), (gap.Kind, gap.File, gap.Error));
    }

    [Fact]
    public void A_compressed_file_counts_before_a_folder()
    {
        Directory.CreateDirectory(Path.Combine(snapshot.Root, "accounts", Account, "authorization-details.json"));
        snapshot.WriteCompressed($"accounts/{Account}/authorization-details.json", Details(Role("r")));
        var reading = snapshot.Open().ReadAccount(Account);
        Assert.Empty(reading.Gaps);
        Assert.Single(reading.Account.Roles);
    }

    [Fact]
    public void One_file_tells_its_account()
    {
        snapshot.Write("mine.json", Details(Role("r"), Policy("Aws", AllowAll, "aws")));
        var reader = SnapshotReader.Open(Path.Combine(snapshot.Root, "mine.json"));
        Assert.Equal(Account, Assert.Single(reader.AccountIds));
        Assert.Equal(OrganizationKnowledge.Missing, reader.OrganizationKnowledge);
        Assert.Single(reader.ReadAccount(Account).Account.Roles);
    }

    [Fact]
    public void One_compressed_file_is_read()
    {
        snapshot.WriteCompressed("mine.json", Details(Role("r")));
        Assert.Equal(Account, SnapshotReader.Open(Path.Combine(snapshot.Root, "mine.json.gz")).AccountIds.Single());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"RoleDetailList":[],"Policies":[]}""")]
    public void One_file_that_tells_no_account_is_a_gap(string text)
    {
        snapshot.Write("mine.json", text);
        var reading = SnapshotReader.Open(Path.Combine(snapshot.Root, "mine.json")).ReadAccount("");
        Assert.False(reading.Account.IsRead);
        var gap = Assert.Single(reading.Gaps);
        Assert.Equal((GapKind.FileUnreadable, "mine.json", null), (gap.Kind, gap.File, gap.Account));
    }

    [Fact]
    public void One_file_of_two_accounts_is_unreadable()
    {
        snapshot.Write("mine.json", Details(Role("r") + "," + Role("s", account: "999988887777")));
        Assert.False(SnapshotReader.Open(Path.Combine(snapshot.Root, "mine.json")).ReadAccount("").Account.IsRead);
    }

    [Fact]
    public void Nothing_at_all_is_an_error_of_the_run() =>
        Assert.Throws<FileNotFoundException>(() => SnapshotReader.Open(Path.Combine(snapshot.Root, "nowhere")));
}
