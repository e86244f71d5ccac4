using System.Collections.Immutable;
using Auditor.Pipeline.Publish;

namespace Auditor.Pipeline.Tests.Publish;

public sealed class NotificationRulesTests
{
    private const string Body = """{"default":"x"}""";

    [Fact]
    public void A_message_that_keeps_the_rules_is_taken() =>
        NotificationRules.Check(
            "Subject", """{"default":"x","sqs":"{}"}""", [new("severity", "String", "high"), new("newCount", "Number", "3")]);

    [Theory]
    [InlineData("")]
    [InlineData(" begins with a space")]
    [InlineData("two\nlines")]
    [InlineData("a\rb")]
    [InlineData("tab\t")]
    [InlineData("größer")]
    [InlineData("\u202egnp")]
    [InlineData("esc \u001b[31m")]
    [InlineData("delete \u007f")]
    public void Subjects_that_sns_refuses_are_refused(string subject) => Refused(subject, Body, []);

    [Fact]
    public void A_subject_has_at_most_99_characters()
    {
        NotificationRules.Check(new string('x', 99), Body, []);
        Refused(new string('x', 100), Body, []);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"email":"x"}""")]
    [InlineData("""{"default":""}""")]
    [InlineData("""{"default":null}""")]
    [InlineData("""{"default":"x","sqs":{"a":1}}""")]
    [InlineData("""{"default":"x","sqs":3}""")]
    [InlineData("""{"default":"x"} more""")]
    public void Bodies_that_sns_refuses_or_ignores_are_refused(string body) => Refused("Subject", body, []);

    [Theory]
    [InlineData("", "String", "x")]
    [InlineData("a b", "String", "x")]
    [InlineData(".a", "String", "x")]
    [InlineData("a.", "String", "x")]
    [InlineData("a..b", "String", "x")]
    [InlineData("AWS.a", "String", "x")]
    [InlineData("amazon.a", "String", "x")]
    [InlineData("a", "String", "")]
    [InlineData("a", "Number", "three")]
    [InlineData("a", "Binary", "x")]
    [InlineData("a", "", "x")]
    public void Attributes_that_sns_refuses_are_refused(string name, string type, string value) =>
        Refused("Subject", Body, [new(name, type, value)]);

    [Fact]
    public void A_queue_would_drop_a_message_with_an_eleventh_attribute()
    {
        ImmutableArray<NotificationAttributeValue> ten =
        [
            .. Enumerable.Range(0, 10).Select(index => new NotificationAttributeValue($"a{index}", "String", "x")),
        ];
        NotificationRules.Check("Subject", Body, ten);
        Refused("Subject", Body, ten.Add(new("b", "String", "x")));
        Refused("Subject", Body, [ten[0], ten[0]]);
    }

    [Theory]
    [InlineData('x', 1)]
    [InlineData('ü', 2)]
    [InlineData('漢', 3)]
    public void Body_and_attributes_may_have_262144_bytes_of_utf8_together(char letter, int bytes)
    {
        ImmutableArray<NotificationAttributeValue> attributes = [new("severity", "String", "high")];
        var room = 262_144 - 15 + 1 - (8 + 6 + 4);
        var body = $$"""{"default":"{{new string(letter, room / bytes)}}{{new string('y', room % bytes)}}"}""";
        Assert.Equal(262_144, NotificationMessage.SizeOf(body, attributes));
        NotificationRules.Check("Subject", body, attributes);
        Refused("Subject", body.Replace("\"}", "z\"}", StringComparison.Ordinal), attributes);
        Refused("Subject", body, [new("severity", "String", "high!")]);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("two\r\nlines", "two??lines")]
    [InlineData("grün 😀", "gr?n ?")]
    [InlineData("  trimmed ", "trimmed")]
    [InlineData("\u202egnp\u001b[31m", "?gnp?[31m")]
    public void A_subject_is_made_of_any_text(string text, string subject) => Assert.Equal(subject, NotificationRules.Subject(text));

    [Fact]
    public void A_long_subject_is_cut_and_says_so()
    {
        Assert.Equal(99, NotificationRules.Subject(new string('x', 99)).Length);
        var cut = NotificationRules.Subject(new string('x', 100));
        Assert.Equal(99, cut.Length);
        Assert.EndsWith("...", cut, StringComparison.Ordinal);
    }

    private static void Refused(string subject, string body, ImmutableArray<NotificationAttributeValue> attributes) =>
        Assert.Throws<ArgumentException>(() => new NotificationMessage(subject, body, attributes));
}
