using Auditor.Pipeline.Distribute;
using Auditor.Pipeline.Tests.Collect;

namespace Auditor.Pipeline.Tests.Distribute;

/// <summary>When an account's earlier verdicts are taken over, and when it is evaluated again.</summary>
public sealed class FingerprintTests : IDisposable
{
    private const string Account = "222222222222";
    private const string Payer = "111111111111";
    private readonly TemporarySnapshot snapshot = new();

    public FingerprintTests() => snapshot.Write("organization.json", Organization("""{"Effect":"Allow","Action":"*","Resource":"*"}"""));

    [Theory]
    [InlineData(""","RoleLastUsed":{"LastUsedDate":"2026-11-24T00:00:00Z","Region":"us-east-1"}""", true, "the role was used since")]
    [InlineData(""","MaxSessionDuration":7200""", false, "anything else")]
    [InlineData(""","Tags":[{"Key":"team","Value":"finops"}]""", false, "a tag")]
    public void What_the_file_says_counts_but_for_when_a_role_was_used(string more, bool isUnchanged, string change)
    {
        var left = Audit(Role(Grant), before: null);

        var again = Audit(Role(Grant, more), left);

        Assert.True(isUnchanged == again.IsUnchanged, change);
    }

    [Fact]
    public void The_name_RoleLastUsed_inside_of_a_policy_is_not_left_out()
    {
        const string Condition = """{"Effect":"Allow","Action":"billingconductor:*","Resource":"*","Condition":{"StringEquals":{"RoleLastUsed":"VALUE"}}}""";
        var left = Audit(Role(Condition.Replace("VALUE", "one", StringComparison.Ordinal)), before: null);

        Assert.True(Audit(Role(Condition.Replace("VALUE", "one", StringComparison.Ordinal)), left).IsUnchanged);
        Assert.False(Audit(Role(Condition.Replace("VALUE", "two", StringComparison.Ordinal)), left).IsUnchanged);
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"billingconductor:*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2026-12-01T00:00:00Z"}}}""")]
    [InlineData("""{"Effect":"Allow","Action":"billingconductor:*","Resource":"*","Condition":{"NumericLessThan":{"AWS:EPOCHTIME":"1796083200"}}}""")]
    public void Verdicts_that_hang_on_the_time_are_given_anew_each_time(string statement)
    {
        var left = Audit(Role(statement), before: null);

        Assert.Null(left.Fingerprint);
        Assert.False(Audit(Role(statement), left).IsUnchanged);
    }

    [Fact]
    public void What_could_not_be_read_is_told_anew_with_the_line_on_which_it_stands_today()
    {
        const string Odd = """{"Effect":"Allow","Action":"billingconductor:*","Resource":"*","Condition":{"NewOperator":{"aws:username":"x"}}}""";
        static string Used(int lines) => Role(Grant, """,  "RoleLastUsed": {""" + new string('\n', lines) + """ "Region":"us-east-1"}""") + "," + Role(Odd).Replace("one", "two", StringComparison.Ordinal);
        var left = Audit(Used(1), before: null);

        var again = Audit(Used(3), left);

        Assert.False(again.IsUnchanged);
        Assert.Equal(Assert.Single(left.Gaps).Line + 2, Assert.Single(again.Gaps).Line);
    }

    [Fact]
    public void A_policy_over_the_account_that_hangs_on_the_time_or_has_changed_counts_too()
    {
        var left = Audit(Role(Grant), before: null);
        snapshot.Write("organization.json", Organization("""{"Effect":"Allow","NotAction":"ce:*","Resource":"*"}"""));
        Assert.False(Audit(Role(Grant), left).IsUnchanged);
        snapshot.Write("organization.json", Organization("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2026-12-01T00:00:00Z"}}}"""));
        Assert.Null(Audit(Role(Grant), before: null).Fingerprint);
    }

    [Fact]
    public void What_the_payer_trusts_counts_for_every_account()
    {
        var left = Audit(Role(Grant), before: null);
        const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:role/one"},"Action":"sts:AssumeRole"}]}""";
        var trusting = TemporarySnapshot.Role("r", account: Payer).Replace(TemporarySnapshot.Trust, Trust, StringComparison.Ordinal);
        snapshot.Write($"accounts/{Payer}/authorization-details.json", TemporarySnapshot.Details(roles: trusting));

        Assert.False(Audit(Role(Grant), left).IsUnchanged);
    }

    public void Dispose() => snapshot.Dispose();

    private const string Grant = """{"Effect":"Allow","Action":"billingconductor:List*","Resource":"*"}""";

    private static string Role(string statement, string more = "") => TemporarySnapshot.Role(
        "one", $$$""" "RolePolicyList":[{"PolicyName":"p","PolicyDocument":{"Version":"2012-10-17","Statement":[{{{statement}}}]}}]{{{more}}}""", Account);

    private static string Organization(string statement) =>
        $$"""
        {"Organization":{"Id":"o-abcdefghij","FeatureSet":"ALL","MasterAccountId":"{{Payer}}"},
        "Roots":[{"Id":"r-abcd","Name":"Root","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]}],"OrganizationalUnits":[],
        "Accounts":[{"Id":"{{Payer}}","State":"ACTIVE","ParentId":"r-abcd"},{"Id":"{{Account}}","State":"ACTIVE","ParentId":"r-abcd"}],
        "Policies":[{"PolicySummary":{"Id":"p-abcdefgh","Arn":"arn:aws:organizations::{{Payer}}:policy/o-abcdefghij/service_control_policy/p-abcdefgh","Name":"One","Type":"SERVICE_CONTROL_POLICY","AwsManaged":false},
        "Content":{"Version":"2012-10-17","Statement":[{{statement}}]},"Targets":[{"TargetId":"r-abcd"},{"TargetId":"{{Account}}"}]}]}
        """;

    private AccountResult Audit(string role, AccountResult? before)
    {
        snapshot.Write($"accounts/{Account}/authorization-details.json", TemporarySnapshot.Details(roles: role));
        var options = new AuditOptions { AsOf = new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero), ToolVersion = "1" };
        return new AccountWork(snapshot.Root, [Payer, Account], options, configurationHash: null).Audit(Account, before);
    }
}
