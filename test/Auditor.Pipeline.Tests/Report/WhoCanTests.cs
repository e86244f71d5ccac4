using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Tests.Collect;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Report;

public sealed class WhoCanTests : IDisposable
{
    private const string Organization = """
        {"Organization":{"Id":"o-1","MasterAccountId":"111122223333","FeatureSet":"ALL"},"Roots":[{"Id":"r-1","PolicyTypes":[]}],
         "Accounts":[{"Id":"111122223333","State":"ACTIVE","ParentId":"r-1"},{"Id":"444455556666","State":"ACTIVE","ParentId":"r-1"}],
         "Policies":[]}
        """;

    private readonly TemporarySnapshot snapshot = new();

    public void Dispose() => snapshot.Dispose();

    [Fact]
    public void Those_who_can_those_who_may_and_those_of_whom_nobody_knows()
    {
        snapshot.Write("organization.json", Organization)
            .WriteDetails(Details(string.Join(
                ',',
                Holder("writer", Allow("billingconductor:DeleteBillingGroup")),
                Holder("reader", Allow("billingconductor:List*")),
                Holder("office", Allow("billingconductor:*", ""","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""")),
                Holder("broken", "\"{\""),
                Holder("boss", AllowAll))))
            .WriteDetails(Details(Role("elsewhere", Inline(Allow("billingconductor:*")), "444455556666")), "444455556666");
        var report = AuditRun.Run(
            snapshot.Open(), new AuditOptions { AsOf = DateTimeOffset.UnixEpoch, ToolVersion = "0.1.0" }, null, CancellationToken.None);
        var money = WhoCan.ChangeMoney(report);
        Assert.Equal(["writer"], money.Certain.Select(principal => principal.Name));
        Assert.Equal(["office"], money.Conditional.Select(principal => principal.Name));
        Assert.Equal(["broken"], money.Unknown.Select(principal => principal.Name));
        var lines = DigestWords.WhatMatters(Digest.Of(report, "run", "file:///report"), name => $"<{name}>");
        Assert.Equal("Who can change money: 1 principal, besides 1 administrator (1 in the payer): <writer>.", lines[1]);
        Assert.Equal("Under conditions that nobody can judge beforehand: 1 more principal: <office>.", lines[2]);
        Assert.Equal("Could not tell, because something was not readable: 1 more principal: <broken>.", lines[3]);
        // The numbers stand before the names: what is short of room loses its end.
        Assert.Equal(
            "1 principal besides 1 administrator (1 in the payer), 1 more under conditions, of 1 more nobody can tell: <writer>; under conditions <office>; perhaps <broken>",
            FirstAnswers.Of(report, name => $"<{name}>")[0].Answer);
    }

    [Fact]
    public void Principals_of_one_name_are_counted_all()
    {
        var twins = Enumerable.Range(0, 8).Select(index => Holder("writer", Allow("billingconductor:DeleteBillingGroup")).Replace("role/writer", $"role/p{index}/writer", StringComparison.Ordinal)
            .Replace("\"Path\":\"/\"", $"\"Path\":\"/p{index}/\"", StringComparison.Ordinal).Replace("AROAwriter", $"AROAwriter{index}", StringComparison.Ordinal));
        snapshot.Write("organization.json", Organization).WriteDetails(Details(string.Join(',', twins)));
        var report = AuditRun.Run(snapshot.Open(), new AuditOptions { AsOf = DateTimeOffset.UnixEpoch, ToolVersion = "0.1.0" }, null, CancellationToken.None);
        Assert.Equal("8 principals: writer and 7 more", FirstAnswers.Of(report, name => name)[0].Answer);
        Assert.Contains(DigestWords.WhatMatters(Digest.Of(report, "run", "file:///report"), name => name), line => line.EndsWith("writer and 7 more.", StringComparison.Ordinal));
    }

    private static string Holder(string name, string document) => Role(name, Inline(document));

    private static string Inline(string document) => $"\"RolePolicyList\":[{{\"PolicyName\":\"x\",\"PolicyDocument\":{document}}}]";

    private static string Allow(string action, string more = "") =>
        $$"""{"Statement":{"Effect":"Allow","Action":"{{action}}","Resource":"*"{{more}} } }""";
}
