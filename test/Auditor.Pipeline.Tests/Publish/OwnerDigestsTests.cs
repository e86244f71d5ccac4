using System.Text.Json.Nodes;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Tests.Lifecycle;
using Auditor.Pipeline.Tests.Report;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;
using static Auditor.Pipeline.Tests.Lifecycle.Runs;

namespace Auditor.Pipeline.Tests.Publish;

/// <summary>Two audits and a third: who is told what, and how often.</summary>
public sealed class OwnerDigestsTests : IDisposable
{
    private const string Attached = """ "AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::111122223333:policy/p"}]""";
    private static readonly string Shared = Policy("p", """{"Statement":[{"Effect":"Allow","Action":"billingconductor:UpdateBillingGroup","Resource":"*"}]}""");

    private readonly Runs runs = new();
    private readonly MemoryStore store = new();
    private readonly List<NotificationMessage> sent = [];

    public OwnerDigestsTests() => runs.Configuration = """
        {"assignments":[{"principals":["arn:aws:iam::*:role/analyst"],"profiles":["chargeback-analyst"],"owner":"finance"}],"owners":{"tag":"Owner"}}
        """;

    public void Dispose() => runs.Dispose();

    [Fact]
    public async Task A_change_is_told_once_and_to_the_right_owner()
    {
        runs.Snapshot.WriteDetails(Details(string.Join(',', Owned("red-1", "red"), Owned("blue-1", "blue")), Shared));
        await RunAsync();
        Assert.Equal(["organization", "blue", "red"], Audiences());
        sent.Clear();
        runs.Snapshot.WriteDetails(Details(string.Join(',', Owned("red-1", "red"), Owned("red-2", "red"), Owned("blue-1", "blue")), Shared));
        await RunAsync();
        Assert.Equal(["organization", "red"], Audiences());
        var red = Digest(sent[1]);
        var finding = Assert.Single(red["findings"]!.AsArray());
        Assert.Equal(["red-1", "red-2"], finding!["principals"]!.AsArray().Select(principal => principal!["arn"]!.GetValue<string>()[^5..]));
        Assert.Equal(1, finding["otherPrincipals"]!.GetValue<int>());
        Assert.True(new SchemaFile("digest.schema.json").IsValid(red.ToJsonString()));
        sent.Clear();
        var outcome = await RunAsync();
        Assert.Equal((PublishOutcome.NothingNew, 0), (outcome.Outcome, sent.Count));
        runs.Snapshot.WriteDetails(Details(string.Join(',', Owned("red-1", "red"), Owned("red-2", "red")), Shared));
        await RunAsync();
        Assert.Equal(["organization", "blue"], Audiences());
        Assert.Equal(["arn:aws:iam::111122223333:role/blue-1"], Digest(sent[1])["findings"]![0]!["principalsRemoved"]!.AsArray().Select(arn => arn!.GetValue<string>()));
    }

    [Fact]
    public async Task No_text_for_one_owner_names_what_belongs_to_another()
    {
        // Of each other's inline policies, gaps and findings nothing; the same statement in many policies is one finding.
        runs.Snapshot.WriteDetails(Details(
            string.Join(
                ',',
                Owned("red-1", "red"),
                Owned("blue-secret-1", "blue"),
                Tagged(Holder("blue-secret-2", "billingconductor:*"), "blue"),
                Tagged(Holder("red-3", "billingconductor:*"), "red"),
                Tagged(Role("blue-secret-4", """ "RolePolicyList":[{"PolicyName":"x","PolicyDocument":"{"}]"""), "blue")),
            Shared));
        await RunAsync();
        var red = sent.Single(message => Audience(message) == "red");
        Assert.DoesNotContain("blue", red.Body, StringComparison.Ordinal);
        Assert.Contains("red-1", red.Body, StringComparison.Ordinal);
        Assert.Contains("red-3", red.Body, StringComparison.Ordinal);
        Assert.Contains("blue-secret", sent.Single(message => Audience(message) == "organization").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_statement_or_a_reason_says_of_others_is_left_out_for_an_owner()
    {
        const string Text =
            """
            {"Statement":[{"Effect":"Allow","Action":"billingconductor:UpdateBillingGroup","Resource":"*",
            "Condition":{"ArnEquals":{"aws:PrincipalArn":["arn:aws:iam::111122223333:role/red-1","arn:aws:iam::111122223333:role/blue-secret"]}}}]}
            """;
        runs.Snapshot.WriteDetails(Details(string.Join(',', Owned("red-1", "red"), Owned("blue-secret", "blue")), Policy("p", Text)));
        await RunAsync();
        Assert.DoesNotContain("blue-secret", sent.Single(message => Audience(message) == "red").Body, StringComparison.Ordinal);
        Assert.Contains("blue-secret", sent.Single(message => Audience(message) == "organization").Body, StringComparison.Ordinal);
        sent.Clear();
        runs.Configuration = """{"owners":{"tag":"Owner"},"suppressions":[{"rule":"BCA204","subject":"arn:aws:iam::111122223333:policy/p","owner":"cfo","reason":"as for blue-secret","expires":"2026-01-10"}]}""";
        await RunAsync();
        var red = sent.Single(message => Audience(message) == "red");
        Assert.Contains("by cfo ends on 2026-01-10", red.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("blue-secret", red.Body, StringComparison.Ordinal);
    }

    /// <summary>Who could be changed or become somebody's, and whom a suppression takes out, stands in no list of the finding.</summary>
    [Fact]
    public async Task No_text_names_who_stands_in_another_finding_only()
    {
        runs.Snapshot.WriteDetails(Details(string.Join(',', Tagged(Holder("red-changes", "iam:UpdateAssumeRolePolicy"), "red"), Tagged(Holder("blue-target"), "blue"))));
        await RunAsync();
        Assert.Contains("BCA205", sent.Single(message => Audience(message) == "organization").Body, StringComparison.Ordinal);
        var red = sent.Single(message => Audience(message) == "red");
        Assert.Contains("BCA205", red.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("blue", red.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_suppression_is_told_to_the_owner_of_whom_it_takes_out_and_to_no_other()
    {
        runs.Snapshot.WriteDetails(Details(string.Join(',', Owned("red-1", "red"), Owned("blue-secret", "blue")), Shared));
        runs.Configuration = """{"owners":{"tag":"Owner"},"suppressions":[{"rule":"BCA204","principal":"arn:aws:iam::111122223333:role/blue-secret","owner":"cfo","reason":"merger","expires":"2026-01-10"}]}""";
        await RunAsync();
        Assert.Equal(["organization", "blue", "red"], Audiences());
        Assert.Contains("by cfo ends on 2026-01-10", sent[1].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("blue", sent[2].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("merger", sent[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_assignment_names_the_owner_before_the_tag_does()
    {
        runs.Snapshot.WriteDetails(Details(Owned("analyst", "mallory"), Shared));
        await RunAsync();
        Assert.Equal(["organization", "finance"], Audiences());
    }

    [Fact]
    public async Task Whoever_wants_to_hear_of_every_run_does()
    {
        runs.Payer();
        var outcome = await RunAsync(isAlways: true);
        Assert.Equal(PublishOutcome.Published, outcome.Outcome);
        await RunAsync(isAlways: true);
        Assert.Equal(["organization", "organization"], Audiences());
    }

    [Fact]
    public async Task The_end_of_a_suppression_and_a_new_gap_are_told_once()
    {
        runs.Snapshot.WriteDetails(Details(Owned("red-1", "red"), Shared));
        runs.Configuration = """{"suppressions":[{"rule":"BCA204","principal":"arn:aws:iam::111122223333:role/red-1","owner":"cfo","reason":"a deal","expires":"2026-01-10"}]}""";
        await RunAsync();
        Assert.Contains("by cfo ends on 2026-01-10: a deal", sent.Single().Body, StringComparison.Ordinal);
        await RunAsync();
        runs.Snapshot.WriteDetails(Details(Owned("red-1", "red") + "," + Role("broken", """ "RolePolicyList":[{"PolicyName":"x","PolicyDocument":"{"}]"""), Shared));
        await RunAsync();
        await RunAsync();
        Assert.Equal(2, sent.Count);
        Assert.Contains("1 new gap", sent[1].Subject, StringComparison.Ordinal);
    }

    private async Task<PublishResult> RunAsync(bool isAlways = false) =>
        await new PublishRun(store, new Outbox(sent), TimeProvider.System) { IsAlways = isAlways }.RunAsync(runs.Run(), isChat: true, default);

    private string[] Audiences() => [.. sent.Select(Audience)];

    private static string Audience(NotificationMessage message) =>
        message.Attributes.FirstOrDefault(attribute => attribute.Name == "owner")?.Value ?? message.Attributes.Single(attribute => attribute.Name == "audience").Value;

    private static JsonNode Digest(NotificationMessage message) => JsonNode.Parse(JsonNode.Parse(message.Body)!["sqs"]!.GetValue<string>())!;

    private static string Owned(string name, string owner) => Tagged(Role(name, Attached), owner);

    private static string Tagged(string role, string owner) => role[..^1] + $$""", "Tags":[{"Key":"owner","Value":"{{owner}}"}]}""";

    private sealed class Outbox(List<NotificationMessage> sent) : IDigestPublisher
    {
        public string Destination => "arn:aws:sns:us-east-1:111122223333:audit";

        public Task<string> PublishAsync(NotificationMessage message, CancellationToken cancellationToken)
        {
            sent.Add(message);
            return Task.FromResult($"message-{sent.Count}");
        }
    }
}
