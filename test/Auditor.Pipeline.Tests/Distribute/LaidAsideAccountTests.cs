using System.Globalization;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Tests.Distribute;

/// <summary>Accounts that are read again when somebody asks about one of their principals.</summary>
public sealed class LaidAsideAccountTests
{
    private readonly LatestAccounts latest = new(most: 4);
    private readonly Dictionary<string, int> reads = [];

    [Fact]
    public void An_account_is_read_once_as_long_as_few_others_come_between()
    {
        var accounts = Accounts(3);

        foreach (var account in accounts.Concat(accounts).Concat(accounts))
            account.HoldingsOf(Arn);

        Assert.All(reads.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Whatever_comes_between_what_an_account_gives_is_its_own_and_is_not_kept_for_ever()
    {
        var accounts = Accounts(9);

        foreach (var (account, number) in accounts.Concat(accounts).Select((account, number) => (account, number % 9)))
            Assert.Equal(number.ToString(CultureInfo.InvariantCulture), account.HoldingsOf(Arn).Tags["number"]);

        Assert.All(reads.Values, count => Assert.Equal(2, count));
    }

    [Fact]
    public void A_principal_that_is_not_there_any_more_says_so()
    {
        var error = Assert.Throws<RunCannotGoOnException>(() => Accounts(1)[0].HoldingsOf(Arn + "2"));

        Assert.Contains($"`{Arn}2`", error.Message, StringComparison.Ordinal);
    }

    private const string Arn = "arn:aws:iam::222233334444:role/app";

    private LaidAsideAccount[] Accounts(int count) => [.. Enumerable.Range(0, count).Select(number => number.ToString(CultureInfo.InvariantCulture))
        .Select(number => new LaidAsideAccount(() => Read(number), latest))];

    private LaidAsideAccount.Contents Read(string number)
    {
        reads[number] = reads.GetValueOrDefault(number) + 1;
        var role = new Principal
        {
            Arn = Arn,
            Account = "222233334444",
            Kind = PrincipalKind.Role,
            Id = "AROA" + number,
            Name = "app",
            Holdings = new Holdings { Tags = new Dictionary<string, string> { ["number"] = number }, Policies = [] },
        };
        // Nobody asks about verdicts here.
        return new LaidAsideAccount.Contents([role], assessor: null!);
    }
}
