using System.Text.Json.Nodes;
using Auditor.Pipeline.Publish;

namespace Auditor.Pipeline.Tests.Publish;

public sealed class TestMessageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_has_the_attributes_of_a_digest_so_that_filters_are_tried()
    {
        var message = TestMessage.Compose(Now, "finance", isChat: true);
        Assert.Equal(["none", "test", "owner", "finance"], message.Attributes.Select(attribute => attribute.Value));
        Assert.Equal("""{"test":true,"generatedAt":"2026-11-24T08:00:00Z","owner":"finance"}""", Body(message)["sqs"]!.GetValue<string>());
        Assert.Equal("This is a test of 2026-11-24 08:00 UTC. Digests for finance will arrive where this has arrived.\n", Body(message)["email"]!.GetValue<string>());
    }

    [Fact]
    public void Chat_gets_a_notification_for_the_organization_only()
    {
        Assert.Contains("client-markdown", Body(TestMessage.Compose(Now, null, isChat: true))["https"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("client-markdown", Body(TestMessage.Compose(Now, "finance", isChat: true))["https"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostileNames.All), MemberType = typeof(HostileNames))]
    public void Hostile_owners_are_data(string owner) => Assert.NotEmpty(TestMessage.Compose(Now, owner, isChat: true).Body);

    private static JsonNode Body(NotificationMessage message) => JsonNode.Parse(message.Body)!;
}
