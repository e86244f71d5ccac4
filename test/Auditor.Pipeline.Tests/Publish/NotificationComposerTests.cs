using System.Text.Json.Nodes;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Tests.Report;

namespace Auditor.Pipeline.Tests.Publish;

public sealed class NotificationComposerTests
{
    private const string RunName = "20261124T080000Z-0123456789ab";
    private const string Uri = "s3://reports/runs/report.json";
    private static readonly SchemaFile Schema = new("digest.schema.json");
    private static readonly string[] Machines = ["email-json", "sqs", "lambda", "http", "https", "firehose"];

    [Fact]
    public void People_get_text_and_machines_get_the_digest()
    {
        var body = Body(SampleReport.Of());
        Assert.Equal(body["default"]!.GetValue<string>(), body["email"]!.GetValue<string>());
        Assert.StartsWith(
            "Billing Conductor access audit, 2026-11-24 08:00 UTC, payer 111122223333\n",
            body["email"]!.GetValue<string>(),
            StringComparison.Ordinal);
        foreach (var protocol in Machines)
            Assert.True(Schema.IsValid(body[protocol]!.GetValue<string>()), protocol);
        Assert.Equal(3, JsonNode.Parse(body["sqs"]!.GetValue<string>())!["findings"]!.AsArray().Count);
    }

    [Fact]
    public void Chat_takes_the_place_of_the_digest_for_https_only()
    {
        var (without, with) = (Body(SampleReport.Of()), Body(SampleReport.Of(), isChat: true));
        Assert.Equal("custom", JsonNode.Parse(with["https"]!.GetValue<string>())!["source"]!.GetValue<string>());
        with.Remove("https");
        without.Remove("https");
        Assert.True(JsonNode.DeepEquals(without, with));
    }

    [Theory]
    [InlineData(3, 0, 2, "high", "findings", "3")]
    [InlineData(1, 0, 2, "low", "findings", "1")]
    [InlineData(2, 1, 2, "medium", "findings", "2")]
    [InlineData(0, 0, 2, "none", "clean", "0")]
    [InlineData(0, 1, 2, "none", "partial", "0")]
    [InlineData(0, 1, 0, "none", "failed", "0")]
    public void Filter_policies_can_choose_by_attributes(
        int findings, int gaps, int accountsRead, string severity, string status, string count)
    {
        var message = Compose(SampleReport.Of(findings, gaps, accountsRead: accountsRead));
        Assert.Equal(
            [
                new("severity", "String", severity), new("status", "String", status), new("newCount", "Number", count),
                new("audience", "String", "organization"),
                new("runId", "String", RunName), new("managementAccount", "String", SampleReport.Payer),
            ],
            message.Attributes);
    }

    [Fact]
    public void A_finding_about_gaps_alone_makes_a_run_partial()
    {
        var message = Compose(SampleReport.WithGapsOnly(SampleReport.Of(0, gaps: 1)));
        Assert.Contains(new NotificationAttributeValue("status", "String", "partial"), message.Attributes);
        Assert.Contains(new NotificationAttributeValue("severity", "String", "medium"), message.Attributes);
    }

    [Theory]
    [InlineData(3, 0, 2, "Billing Conductor access 111122223333: 1 high, 1 medium, 1 low")]
    [InlineData(3, 1, 2, "Billing Conductor access 111122223333: 1 high, 1 medium, 1 low, with gaps")]
    [InlineData(0, 0, 2, "Billing Conductor access 111122223333: no findings")]
    [InlineData(0, 1, 2, "Billing Conductor access 111122223333: no findings, but not everything could be read")]
    [InlineData(0, 1, 0, "Billing Conductor access 111122223333: no account could be read")]
    public void The_subject_says_what_matters(int findings, int gaps, int accountsRead, string subject) =>
        Assert.Equal(subject, Compose(SampleReport.Of(findings, gaps, accountsRead: accountsRead)).Subject);

    [Theory]
    [InlineData(null)]
    [InlineData("no account")]
    [InlineData("11112222333\n")]
    [InlineData("١١١١٢٢٢٢٣٣٣٣")]
    public void What_is_no_account_id_stands_neither_in_the_subject_nor_in_attributes(string? payer)
    {
        var message = Compose(SampleReport.Of(payer: payer));
        Assert.StartsWith("Billing Conductor access: ", message.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(message.Attributes, attribute => attribute.Name == "managementAccount");
    }

    [Fact]
    public void A_larger_digest_is_carried_once_as_default()
    {
        var report = SampleReport.Of(120);
        var body = Body(report);
        Assert.True(Schema.IsValid(body["default"]!.GetValue<string>()));
        Assert.Equal(120, JsonNode.Parse(body["default"]!.GetValue<string>())!["findings"]!.AsArray().Count);
        Assert.Equal(["default", "email", "sms"], body.Select(member => member.Key));
        Assert.Equal("custom", JsonNode.Parse(Body(report, isChat: true)["https"]!.GetValue<string>())!["source"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(400, 0, 400, 0)]
    [InlineData(400, 3, 400, 0)]
    [InlineData(400, 1_500, 400, 1_500)]
    [InlineData(0, 1_500, 0, 1_500)]
    public void What_does_not_fit_is_linked_counted_and_never_cut(int findings, int gaps, int findingsLeftOut, int gapsLeftOut)
    {
        var message = Compose(SampleReport.Of(findings, gaps));
        Assert.InRange(NotificationMessage.SizeOf(message.Body, message.Attributes), 1, NotificationRules.MostBytes);
        var body = JsonNode.Parse(message.Body)!.AsObject();
        var digest = body["sqs"]!.GetValue<string>();
        Assert.True(Schema.IsValid(digest));
        var leftOut = JsonNode.Parse(digest)!["leftOut"]!;
        Assert.Equal((findingsLeftOut, gapsLeftOut), (leftOut["findings"]!.GetValue<int>(), leftOut["gaps"]!.GetValue<int>()));
        Assert.Equal(Uri, JsonNode.Parse(digest)!["reportUri"]!.GetValue<string>());
        Assert.Contains($"too large for {findings} finding", body["email"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_are_counted_and_not_letters()
    {
        // Fewer letters than the limit has bytes, but more bytes.
        var message = Compose(SampleReport.Of(40, explanation: new string('漢', 3_000)));
        Assert.InRange(NotificationMessage.SizeOf(message.Body, message.Attributes), 1, NotificationRules.MostBytes);
        Assert.Equal(
            40, JsonNode.Parse(JsonNode.Parse(message.Body)!["sqs"]!.GetValue<string>())!["leftOut"]!["findings"]!.GetValue<int>());
    }

    [Theory]
    [MemberData(nameof(HostileNames.All), MemberType = typeof(HostileNames))]
    public void Hostile_names_arrive_as_they_are_and_stand_neither_in_the_subject_nor_in_attributes(string name)
    {
        var message = Compose(SampleReport.Of(1, gaps: 1, name: name));
        var digest = JsonNode.Parse(JsonNode.Parse(message.Body)!["sqs"]!.GetValue<string>())!;
        // Half a pair of surrogates is no text in any encoding: JSON carries the mark for it.
        var expected = name.Replace('\ud800', '\ufffd');
        Assert.Equal($"{expected} can do more than its job needs", digest["findings"]![0]!["title"]!.GetValue<string>());
        Assert.Equal(expected, digest["gaps"]![0]!["what"]!.GetValue<string>());
        Assert.Equal(Compose(SampleReport.Of(1, gaps: 1)).Subject, message.Subject);
        Assert.Equal(Compose(SampleReport.Of(1, gaps: 1)).Attributes, message.Attributes);
    }

    private static NotificationMessage Compose(AuditReport report, bool isChat = false) =>
        NotificationComposer.Compose(Digest.Of(report, RunName, Uri), isChat);

    private static JsonObject Body(AuditReport report, bool isChat = false) => JsonNode.Parse(Compose(report, isChat).Body)!.AsObject();
}
