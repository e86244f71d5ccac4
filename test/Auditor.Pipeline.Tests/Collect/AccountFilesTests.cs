using System.Text.Json;
using Auditor.Pipeline.Collect;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Collect;

public sealed class AccountFilesTests : IDisposable
{
    private const string Event = """
        {"eventTime":"2026-07-31T02:12:45Z","eventName":"ListBillingGroups","eventSource":"billingconductor.amazonaws.com","errorCode":"AccessDenied","errorMessage":"no",
        "userIdentity":{"type":"AssumedRole","principalId":"AROA1:session","arn":"arn:aws:sts::111122223333:assumed-role/r/session",
        "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA1","arn":"arn:aws:iam::111122223333:role/path/r"}}}}
        """;

    private readonly TemporarySnapshot snapshot = new();

    public void Dispose() => snapshot.Dispose();

    [Fact]
    public void The_inventory_has_arns_by_type_in_order()
    {
        var reading = Read("billing-conductor.json", """
            {"BillingGroups":[{"Arn":"arn:aws:billingconductor::111122223333:billinggroup/b","PrimaryAccountId":"200000000000"},{"Arn":"arn:aws:billingconductor::111122223333:billinggroup/a","PrimaryAccountId":"100000000000"}],
             "PricingPlans":[{"Arn":"arn:aws:billingconductor::aws:pricingplan/BasicPricingPlan"}],"PricingRules":[],"CustomLineItems":[{"Arn":"arn:aws:billingconductor::111122223333:customlineitem/c"}],
             "Tags":{"arn:aws:billingconductor::111122223333:billinggroup/a":{"team":"x"},"arn:aws:billingconductor::111122223333:billinggroup/b":{}},"TransferPreferences":[1]}
            """);
        Assert.Empty(reading.Gaps);
        var inventory = reading.Account.Inventory!;
        Assert.Equal(["a", "b"], inventory.Arns["billinggroup"].Select(arn => arn[^1..]));
        Assert.Equal([1, 0, 1], ((string[])["pricingplan", "pricingrule", "customlineitem"]).Select(type => inventory.Arns[type].Length));
        Assert.Equal(["100000000000", "200000000000"], inventory.PrimaryAccountIds.ToArray());
        Assert.Equal("x", inventory.Tags!["arn:aws:billingconductor::111122223333:billinggroup/a"]["team"]);
        Assert.Empty(inventory.Tags["arn:aws:billingconductor::111122223333:billinggroup/b"]);
    }

    [Fact]
    public void Without_tags_nobody_knows_the_tags() =>
        Assert.Null(Read("billing-conductor.json", """{"BillingGroups":[],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[]}""").Account.Inventory!.Tags);

    [Theory]
    [InlineData("""{"BillingGroups":[{"Arn":"arn:aws:billingconductor::111122223333:pricingrule/a"}]""", GapKind.FileUnreadable)]
    [InlineData("""{"BillingGroups":[{}]""", GapKind.FileUnreadable)]
    [InlineData("""{"BillingGroups":{}""", GapKind.FileUnreadable)]
    [InlineData("""{"BillingGroups":null""", GapKind.FileUnreadable)]
    [InlineData("""{"billingGroups":[]""", GapKind.FileUnreadable)]
    [InlineData("""{"BillingGroups":[],"Tags":{"a":{"k":7}}""", GapKind.FileUnreadable)]
    [InlineData("""{"BillingGroups":[],"Tags":{"a":{},"a":{}}""", GapKind.FileUnreadable)]
    [InlineData("""{"BillingGroups":[],"Tags":[]""", GapKind.FileUnreadable)]
    [InlineData("""{"BillingGroups":[],"IsTruncated":true""", GapKind.Truncated)]
    public void Faults_of_the_inventory_are_gaps(string text, GapKind kind)
    {
        var reading = Read("billing-conductor.json", text + ""","PricingPlans":[],"PricingRules":[],"CustomLineItems":[]}""");
        Assert.Equal(kind, Assert.Single(reading.Gaps).Kind);
        Assert.NotNull(reading.Account.Inventory);
    }

    [Fact]
    public void Lists_that_the_inventory_lacks_are_not_taken_for_empty_ones()
    {
        Assert.Equal(
            "expected the members `CustomLineItems`, `PricingPlans`, `PricingRules`, as the list calls return them",
            Assert.Single(Read("billing-conductor.json", """{"BillingGroups":[]}""").Gaps).Error);
        Assert.StartsWith("expected the members `BillingGroups`, `CustomLineItems`, ", Assert.Single(Read("billing-conductor.json", "{}").Gaps).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bare_records_are_read()
    {
        var log = Read("activity.json", $$"""{"From":"2026-07-30T00:00:00Z","To":1790000000,"Events":[{{Event}}]}""").Account.Activity!;
        Assert.Equal(new DateTimeOffset(2026, 7, 30, 0, 0, 0, TimeSpan.Zero), log.From);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1790000000), log.To);
        AssertEvent(Assert.Single(log.Events));
    }

    [Fact]
    public void Records_of_lookup_events_are_read()
    {
        var text = $$"""{"Events":[{"EventId":"1","EventName":"x","EventTime":1790000000.5,"CloudTrailEvent":"{{JsonEncodedText.Encode(Event)}}"}]}""";
        var reading = Read("activity.json", text);
        Assert.Empty(reading.Gaps);
        AssertEvent(Assert.Single(reading.Account.Activity!.Events));
    }

    [Theory]
    [InlineData("""{"type":"IAMUser","principalId":"AIDA1","arn":"arn:aws:iam::111122223333:user/u"}""", "AIDA1", "arn:aws:iam::111122223333:user/u")]
    [InlineData("""{"type":"AWSService","invokedBy":"billingconductor.amazonaws.com"}""", null, null)]
    [InlineData("""{"accountId":"111122223333","invokedBy":"billingconductor.amazonaws.com"}""", null, null)]
    [InlineData("null", null, null)]
    public void The_caller_is_a_role_a_user_or_nobody(string identity, string? id, string? arn)
    {
        var text = $$"""{"Events":[{"eventTime":"2026-07-31T02:12:45Z","eventName":"x","userIdentity":{{identity}}}]}""";
        var found = Assert.Single(Read("activity.json", text).Account.Activity!.Events);
        Assert.Equal((id, arn, null), (found.PrincipalId, found.PrincipalArn, found.ErrorCode));
    }

    [Theory]
    [InlineData("""{"Events":[{"eventName":"x"}]}""", GapKind.FileUnreadable)]
    [InlineData("""{"Events":[{"eventTime":"2026-07-31T02:12:45Z"}]}""", GapKind.FileUnreadable)]
    [InlineData("""{"Events":[{"CloudTrailEvent":"{"}]}""", GapKind.FileUnreadable)]
    [InlineData("""{"Events":[{"CloudTrailEvent":""}]}""", GapKind.FileUnreadable)]
    [InlineData("""{"Events":[{"CloudTrailEvent":"{}"}]}""", GapKind.FileUnreadable)]
    [InlineData("{}", GapKind.FileUnreadable)]
    [InlineData("""{"Events":null}""", GapKind.FileUnreadable)]
    [InlineData("""{"Events":{}}""", GapKind.FileUnreadable)]
    [InlineData("""{"events":[]}""", GapKind.FileUnreadable)]
    [InlineData("""{"Events":[],"NextToken":"x"}""", GapKind.Truncated)]
    public void Faults_of_the_activity_are_gaps(string text, GapKind kind)
    {
        var reading = Read("activity.json", text);
        Assert.Equal(kind, Assert.Single(reading.Gaps).Kind);
        Assert.Empty(reading.Account.Activity!.Events);
        Assert.False(reading.Account.Activity.IsComplete);
    }

    [Fact]
    public void Last_accessed_is_read_by_arn()
    {
        var reading = Read("last-accessed.json", """
            {"arn:a":{"JobStatus":"COMPLETED","ServicesLastAccessed":[{"ServiceName":"x","ServiceNamespace":"billingconductor","LastAuthenticated":"2026-01-01T00:00:00+00:00"},{"ServiceNamespace":"s3"}]},
             "arn:b":{"JobStatus":"FAILED"},"arn:c":{"JobStatus":"COMPLETED","ServicesLastAccessed":[],"IsTruncated":true}}
            """);
        var services = reading.Account.LastAccessed!["arn:a"];
        Assert.Equal([("billingconductor", true), ("s3", false)], services.Select(service => (service.Service, service.LastAuthenticated is not null)));
        Assert.False(reading.Account.LastAccessed.ContainsKey("arn:b"));
        Assert.Equal([GapKind.FileUnreadable, GapKind.Truncated], reading.Gaps.Select(gap => gap.Kind));
    }

    [Theory]
    [InlineData("billing-conductor.json")]
    [InlineData("activity.json")]
    [InlineData("last-accessed.json")]
    public void A_file_that_is_not_json_is_a_gap_and_the_principals_are_read(string name)
    {
        var reading = Read(name, "{");
        Assert.True(reading.Account.IsRead);
        Assert.Equal((GapKind.FileUnreadable, $"accounts/{Account}/{name}"), (Assert.Single(reading.Gaps).Kind, reading.Gaps[0].File));
    }

    private static void AssertEvent(ActivityEvent found)
    {
        Assert.Equal(new DateTimeOffset(2026, 7, 31, 2, 12, 45, TimeSpan.Zero), found.EventTime);
        Assert.Equal(("ListBillingGroups", "billingconductor.amazonaws.com"), (found.EventName, found.EventSource));
        Assert.Equal(("AROA1", "arn:aws:iam::111122223333:role/path/r"), (found.PrincipalId, found.PrincipalArn));
        Assert.Equal(("AccessDenied", "no"), (found.ErrorCode, found.ErrorMessage));
    }

    private AccountReading Read(string file, string text) =>
        snapshot.WriteDetails(Details(Role("r"))).Write($"accounts/{Account}/{file}", text).Read();
}
