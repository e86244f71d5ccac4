using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;
using static Auditor.Pipeline.Tests.Lifecycle.Runs;

namespace Auditor.Pipeline.Tests.Lifecycle;

/// <summary>The way of an outsider into a role may lead over any account: unless all of it could be looked at, it is not told to be closed.</summary>
public sealed class OutsiderLifeTests : IDisposable
{
    private const string Outsider = """ "arn:aws:iam::999988887777:root" """;
    private const string Hop = """ "arn:aws:iam::444455556666:role/hop" """;
    private readonly Runs runs = new();

    public void Dispose() => runs.Dispose();

    [Theory]
    [InlineData("{")]
    [InlineData(null)]
    [InlineData("""{"UserDetailList":[],"GroupDetailList":[],"RoleDetailList":[],"Policies":[],"IsTruncated":true,"Marker":"x"}""")]
    [InlineData("""{"UserDetailList":[],"GroupDetailList":[],"RoleDetailList":[null],"Policies":[]}""")]
    public void A_way_over_an_account_that_could_not_be_read_stays_open(string? details)
    {
        OpenOver(Hop).In(Member, Trusting("hop", Outsider, "sts:AssumeRole", Member));
        Assert.Equal(["new writer"], Of(runs.Run(), "BCA601"));
        if (details is null)
            Directory.Delete(Path.Combine(runs.Snapshot.Root, "accounts", Member), recursive: true);
        else
            runs.Snapshot.WriteDetails(details, Member);
        Assert.Equal(["open writer"], Of(runs.Run(), "BCA601"));
        Assert.Equal(["open writer"], Of(runs.Run(), "BCA601"));
        runs.In(Member);
        Assert.Equal(["resolved writer"], Of(runs.Run(), "BCA601"));
    }

    [Fact]
    public void A_way_over_a_trust_policy_that_could_not_be_read_stays_open()
    {
        OpenOver(Hop).In(Member, Trusting("hop", Outsider, "sts:AssumeRole", Member));
        runs.Run();
        runs.In(Member, Trusting("hop", "7", "sts:AssumeRole", Member));
        Assert.Equal(["open writer"], Of(runs.Run(), "BCA601"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"Accounts\":[],")]
    [InlineData("\"Accounts\":[{\"Id\":\"444455556666\",\"State\":\"ACTIVE\",\"ParentId\":\"r-1\"}],")]
    public void Who_is_outside_is_not_known_without_the_list_of_accounts(string accounts)
    {
        OpenOver(Outsider).In(Member);
        Assert.Equal(["new writer"], Of(runs.Run(), "BCA601"));
        var from = Organization.IndexOf("\"Accounts\"", StringComparison.Ordinal);
        var to = Organization.IndexOf("\"Policies\"", StringComparison.Ordinal);
        runs.Snapshot.Write("organization.json", Organization[..from] + accounts + Organization[to..]);
        Assert.Equal(["open writer"], Of(runs.Run(), "BCA601"));
        Assert.Equal(["open writer"], Of(runs.Run(), "BCA601"));
    }

    [Fact]
    public void A_way_that_was_found_in_spite_of_an_account_that_could_not_be_read_is_closed_in_spite_of_it()
    {
        Directory.Delete(Path.Combine(runs.Snapshot.Root, "accounts", Member), recursive: true);
        OpenOver(Outsider);
        Assert.Equal(["new writer"], Of(runs.Run(), "BCA601"));
        runs.Payer(Role("writer"));
        Assert.Equal(["resolved writer"], Of(runs.Run(), "BCA601"));
    }

    private Runs OpenOver(string trusted) => runs.Payer(Trusting("writer", trusted, "billingconductor:UpdateBillingGroup", Account));

    private static string Trusting(string name, string trusted, string action, string account) => Holder(name, action, account)
        .Replace(Trust, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":{{trusted}}},"Action":"sts:AssumeRole"}]}""", StringComparison.Ordinal);
}
