using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

public sealed class SuppressionMatcherTests
{
    private static readonly DateOnly Today = new(2027, 1, 31);
    private static readonly SuppressibleFinding Finding = new("BCA201-0123456789ab", "BCA201", "AROA1", "sha256:aa", ["arn:1", "arn:2"]);

    [Fact]
    public void By_id_it_takes_the_whole_finding() => AssertLeft([], Suppress() with { Id = Finding.Id });

    [Fact]
    public void By_subject_it_takes_the_whole_finding() => AssertLeft([], Suppress() with { Rule = "BCA201", Subject = "AROA1" });

    [Fact]
    public void By_principal_it_removes_that_principal() =>
        AssertLeft(["arn:2"], Suppress() with { Rule = "BCA201", Principal = "arn:1" });

    [Fact]
    public void The_finding_is_suppressed_when_no_principal_is_left() =>
        AssertLeft(
            [],
            Suppress() with { Rule = "BCA201", Principal = "arn:1" },
            Suppress() with { Rule = "BCA201", Subject = "AROA1", Principal = "arn:2" });

    [Fact]
    public void A_finding_without_principals_is_not_suppressed_by_one()
    {
        var outcome = new SuppressionMatcher(
            [Suppress() with { Rule = "BCA201", Principal = "arn:1" }], Today).Apply(Finding with { Principals = [] });

        Assert.False(outcome.IsSuppressed);
        Assert.Empty(outcome.Applied);
    }

    [Fact]
    public void What_names_another_finding_takes_nothing() => AssertLeft(
        ["arn:1", "arn:2"],
        Suppress() with { Id = "BCA201-0123456789ac" },
        Suppress() with { Rule = "BCA202", Subject = "AROA1" },
        Suppress() with { Rule = "BCA201", Subject = "aroa1" },
        Suppress() with { Rule = "BCA201", Subject = "AROA2", Principal = "arn:1" },
        Suppress() with { Rule = "BCA201", Principal = "arn:3" });

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public void It_holds_to_the_end_of_its_last_day(int days, bool holds)
    {
        var suppression = Suppress() with { Id = Finding.Id, Expires = Today.AddDays(days) };
        var outcome = new SuppressionMatcher([suppression], Today).Apply(Finding);

        Assert.Equal(holds, outcome.IsSuppressed);
        Assert.Equal(holds ? [] : [suppression], outcome.Expired);
        Assert.Equal(holds ? [suppression] : [], outcome.Applied);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("sha256:aa", true)]
    [InlineData("sha256:bb", false)]
    public void It_lapses_when_the_evidence_differs(string? evidence, bool holds)
    {
        var suppression = Suppress() with { Rule = "BCA201", Principal = "arn:1", Evidence = evidence };
        var outcome = new SuppressionMatcher([suppression], Today).Apply(Finding);

        Assert.Equal(holds ? ["arn:2"] : ["arn:1", "arn:2"], outcome.RemainingPrincipals);
        Assert.Equal(holds ? [] : [suppression], outcome.Lapsed);
    }

    [Fact]
    public void Applied_are_in_the_files_order()
    {
        ImmutableArray<Suppression> suppressions =
        [
            Suppress() with { Rule = "BCA201", Principal = "arn:1" }, Suppress() with { Id = Finding.Id },
            Suppress() with { Rule = "BCA201", Subject = "AROA1" },
        ];

        Assert.Equal(suppressions, new SuppressionMatcher(suppressions, Today).Apply(Finding).Applied);
    }

    private static Suppression Suppress() => new() { Owner = "o", Reason = "r", Expires = Today };

    private static void AssertLeft(string[] expected, params Suppression[] suppressions)
    {
        var outcome = new SuppressionMatcher([.. suppressions], Today).Apply(Finding);

        Assert.Equal(expected, outcome.RemainingPrincipals);
        Assert.Equal(expected.Length == 0, outcome.IsSuppressed);
    }
}
