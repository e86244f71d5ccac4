using Auditor.Pipeline.Simulate;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Collect;

/// <summary>What is damaged may have held a Deny: it never ends in an access that is certain.</summary>
public sealed class DamagedEntryTests : IDisposable
{
    private const string Action = "billingconductor:ListBillingGroups";
    private const string DenyAll = """{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""";
    private static readonly string Allowing = Inline("RolePolicyList", "allow", AllowAll);

    private readonly TemporarySnapshot snapshot = new();

    public void Dispose() => snapshot.Dispose();

    [Fact]
    public void An_entry_without_damage_allows() => Assert.Equal(Verdict.All, VerdictOf(Details(Role("r", Allowing))));

    [Theory]
    [InlineData(""" "RolePolicyList":[{"PolicyName":"deny","PolicyDocument":"{"}]""")]
    [InlineData(""" "RolePolicyList":[{"PolicyName":"deny","PolicyDocument":7}]""")]
    [InlineData(""" "RolePolicyList":[{"PolicyName":"deny"}]""")]
    [InlineData(""" "RolePolicyList":[null]""")]
    [InlineData(""" "RolePolicyList":["deny"]""")]
    [InlineData(""" "RolePolicyList":{"PolicyName":"deny"}""")]
    [InlineData(""" "RolePolicyList":[],"RolePolicyList":[]""")]
    [InlineData(""" "AttachedManagedPolicies":[{"PolicyName":"deny"}]""")]
    [InlineData(""" "AttachedManagedPolicies":[{"PolicyName":"deny","PolicyArn":"arn:aws:iam::111122223333:policy/gone"}]""")]
    [InlineData(""" "AttachedManagedPolicies":[7]""")]
    [InlineData(""" "AttachedManagedPolicies":"deny" """)]
    [InlineData(""" "PermissionsBoundary":{}""")]
    [InlineData(""" "PermissionsBoundary":"arn:aws:iam::111122223333:policy/allow" """)]
    [InlineData(""" "PermissionsBoundary":{"PermissionsBoundaryArn":"arn:aws:iam::111122223333:policy/gone"}""")]
    [InlineData(""" "Tags":[{"Key":"team"}]""")]
    [InlineData(""" "Tags":[{"Key":"team","Value":7}]""")]
    [InlineData(""" "Tags":[{"Key":"team","Value":"a"},{"Key":"team","Value":"b"}]""")]
    public void A_damaged_member_leaves_the_role_unknown(string member)
    {
        const string attached = """ "AttachedManagedPolicies":[{"PolicyName":"allow","PolicyArn":"arn:aws:iam::111122223333:policy/allow"}]""";
        var allowing = member.Contains("RolePolicyList", StringComparison.Ordinal) ? attached : Allowing;
        Assert.Equal(Verdict.Unknown, VerdictOf(Details(Role("r", $"{allowing},{member}"), Policy("allow", AllowAll))));
    }

    [Theory]
    [InlineData(DenyAll)]
    [InlineData(AllowAll)]
    public void A_role_that_stands_twice_is_unknown(string second) =>
        Assert.Equal(Verdict.Unknown, VerdictOf(Details(Role("r", Allowing) + "," + Role("r", Inline("RolePolicyList", "second", second)))));

    [Fact]
    public void A_policy_that_stands_twice_is_unread()
    {
        var attached = $$""" "AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::{{Account}}:policy/p"}] """;
        Assert.Equal(Verdict.Unknown, VerdictOf(Details(Role("r", attached), Policy("p", AllowAll) + "," + Policy("p", DenyAll))));
    }

    [Fact]
    public void A_certain_deny_stays_certain_beside_damage()
    {
        var members = $$""" "RolePolicyList":[{"PolicyName":"deny","PolicyDocument":{{DenyAll}}},{"PolicyName":"bad","PolicyDocument":"{"}] """;
        Assert.Equal(Verdict.None, VerdictOf(Details(Role("r", members))));
    }

    [Fact]
    public void Two_inline_policies_of_one_name_both_count() =>
        Assert.Equal(Verdict.None, VerdictOf(Details(users: User(Inline("UserPolicyList", "x", AllowAll, DenyAll)))));

    [Fact]
    public void An_inline_policy_without_name_does_not_hide_the_damage_beside_it()
    {
        var members = $$""" "UserPolicyList":[{"PolicyDocument":{{AllowAll}}},7] """;
        Assert.Equal(Verdict.Unknown, VerdictOf(Details(users: User(members))));
    }

    [Fact]
    public void Groups_of_one_name_are_unread()
    {
        var groups = Group("/a/", AllowAll) + "," + Group("/b/", DenyAll);
        Assert.Equal(Verdict.Unknown, VerdictOf(Details(users: User(""" "GroupList":["g"] """), groups: groups)));
    }

    [Theory]
    [InlineData(""" "GroupList":["gone"] """)]
    [InlineData(""" "GroupList":[7] """)]
    [InlineData(""" "GroupList":"g" """)]
    public void A_group_that_cannot_be_told_leaves_the_user_unknown(string member) =>
        Assert.Equal(Verdict.Unknown, VerdictOf(Details(users: User(Inline("UserPolicyList", "x", AllowAll) + "," + member))));

    [Fact]
    public void Tags_of_a_resource_that_stand_twice_are_not_known()
    {
        snapshot.Write($"accounts/{Account}/billing-conductor.json", """{"BillingGroups":[],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[],"Tags":{"arn:a":{"k":"1"},"arn:b":{"k":"1"},"arn:a":{"k":"2"}}}""");
        var reading = snapshot.WriteDetails(Details(Role("r"))).Read();
        Assert.Equal(["arn:b"], reading.Account.Inventory!.Tags!.Keys);
        Assert.Contains("stand twice", Assert.Single(reading.Gaps).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"12:00\"")]
    [InlineData("\"Monday\"")]
    [InlineData("\"\"")]
    [InlineData("1e999")]
    [InlineData("-1")]
    public void A_time_without_a_date_is_no_time(string time)
    {
        var reading = snapshot.WriteDetails(Details(Role("r", $"\"CreateDate\":{time}"))).Read();
        Assert.Null(Assert.Single(reading.Account.Roles).CreateDate);
        Assert.Single(reading.Gaps);
    }

    private static string User(string members) => $$"""{"Path":"/","UserName":"u","UserId":"AIDAu","Arn":"arn:aws:iam::{{Account}}:user/u",{{members}}}""";

    private static string Group(string path, string document) =>
        $$"""{"Path":"{{path}}","GroupName":"g","GroupId":"AGPA{{path.Length}}","Arn":"arn:aws:iam::{{Account}}:group{{path}}g",{{Inline("GroupPolicyList", "x", document)}}}""";

    private static string Inline(string list, string name, params string[] documents) =>
        $"\"{list}\":[{string.Join(',', documents.Select(document => $"{{\"PolicyName\":\"{name}\",\"PolicyDocument\":{document}}}"))}]";

    private Verdict VerdictOf(string details)
    {
        snapshot.Write("organization.json", """{"Organization":null}""").WriteDetails(details);
        var options = new AuditOptions { AsOf = DateTimeOffset.UnixEpoch, ToolVersion = "test", ListAll = true };
        var report = AuditRun.Run(snapshot.Open(), options, null, CancellationToken.None);
        var assessed = Assert.Single(report.Principals).Assessed;
        var verdict = assessed.Simulator.Verdict(Action);
        Assert.Equal(verdict.Verdict is Verdict.Unknown, !report.Gaps.IsEmpty && verdict.Verdict is not Verdict.None);
        return verdict.Verdict;
    }
}
