using System.Diagnostics;
using System.Text;

namespace Auditor.Engine.Policies;

/// <summary>Documents that nobody means well with: reading ends with a document, soon.</summary>
public sealed class PolicyParserHostileTests
{
    private const string Good =
        """
        {"Version":"2012-10-17","Statement":{"Sid":"One","Effect":"Allow","Action":"s3:*","Resource":"*",
        "Condition":{"StringLike":{"k":["a","b"]}}}}
        """;

    [Fact]
    public void Every_truncation_is_unreadable()
    {
        for (var length = 0; length < Good.Length; length++)
            Assert.True(PolicyParser.Parse(Good[..length], PolicyType.IdentityBased).IsUnreadable, Good[..length]);
    }

    [Fact]
    public void Every_changed_byte_gives_a_document()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        foreach (var value in new byte[] { 0, (byte)'"', (byte)'\\', (byte)'{', (byte)']', 0x80, 0xFF })
        {
            for (var at = 0; at < bytes.Length; at++)
            {
                var changed = bytes.ToArray();
                changed[at] = value;
                var document = PolicyParser.Parse(changed, PolicyType.IdentityBased);
                Assert.Equal(document.IsUnreadable, document.Problems.Any(problem => problem.IsError));
            }
        }
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("[")]
    public void Deep_nesting_is_not_JSON(string open)
    {
        var document = PolicyParser.Parse("{\"Statement\":" + string.Concat(Enumerable.Repeat(open, 5_000)), PolicyType.IdentityBased);

        Assert.True(document.IsUnreadable);
        Assert.StartsWith("not JSON", Assert.Single(document.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00x")]
    public void Lone_surrogate_gives_an_unreadable_document(string text) =>
        Assert.True(PolicyParser.Parse(Good.Replace("One", text, StringComparison.Ordinal), PolicyType.IdentityBased).IsUnreadable);

    [Fact]
    public void Invalid_UTF8_gives_an_unreadable_document() =>
        Assert.True(
            PolicyParser.Parse(
                new byte[] { (byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}' },
                PolicyType.IdentityBased).IsUnreadable);

    [Fact]
    public void Byte_order_mark_is_passed_over_and_not_counted()
    {
        var document = PolicyParser.Parse("\uFEFF" + Good, PolicyType.IdentityBased);

        Assert.False(document.IsUnreadable);
        Assert.Equal(new TextPosition(1, 37), Assert.Single(document.Statements).Start);
    }

    [Fact]
    public void Message_quotes_a_long_text_only_in_part()
    {
        var document = PolicyParser.Parse(
            Good.Replace("Allow", new string('x', 5_000), StringComparison.Ordinal), PolicyType.IdentityBased);

        Assert.All(document.Problems, problem => Assert.True(problem.Message.Length < 200, problem.Message));
    }

    [Theory]
    [InlineData(PolicyType.Trust)]
    [InlineData(PolicyType.ServiceControlPolicy)]
    [InlineData(PolicyType.ResourceControlPolicy)]
    [InlineData(PolicyType.PermissionsBoundary)]
    [InlineData(PolicyType.IdentityBased)]
    [InlineData(PolicyType.Session)]
    [InlineData(PolicyType.ResourceBased)]
    public void Size_just_at_the_limit_is_read_and_one_more_is_not(PolicyType type)
    {
        var empty = "{\"Id\":\"\",\"Statement\":[]}";
        var full = empty.Replace("\"\"", "\"" + new string('x', type.MostCharacters() - empty.Length) + "\"", StringComparison.Ordinal);

        Assert.False(PolicyParser.Parse(full, type).IsUnreadable);
        Assert.False(PolicyParser.Parse(full + " \t\r\n", type).IsUnreadable);
        Assert.True(PolicyParser.Parse(full.Replace("\"Id\"", "\"Idx\"", StringComparison.Ordinal), type).IsUnreadable);
    }

    [Fact]
    public void Size_does_not_count_white_space_nor_the_further_bytes_of_a_character()
    {
        var most = PolicyType.IdentityBased.MostCharacters();

        Assert.False(
            PolicyParser.Parse(
                "{\"Id\":\"" + new string('\u00E9', most - 30) + "\",\"Statement\":[]}" + new string(' ', most) + "\n\t\r",
                PolicyType.IdentityBased).IsUnreadable);
    }

    [Fact]
    public void Many_errors_are_read_in_linear_time()
    {
        var clock = Stopwatch.StartNew();

        var document = PolicyParser.Parse(
            "{\"Statement\":[\n" + string.Join(",\n", Enumerable.Repeat("{\"Effect\":\"x\"}", 6_000)) + "]}", PolicyType.IdentityBased);

        Assert.Equal(6_000, document.Statements.Length);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), clock.Elapsed.ToString());
    }

    [Fact]
    public void Unread_document_is_one_unreadable_statement()
    {
        var document = PolicyDocument.Unread(PolicyType.ServiceControlPolicy, "access denied");

        Assert.True(document.IsUnreadable);
        Assert.True(Assert.Single(document.Statements).IsUnreadable);
        Assert.Equal(new PolicyProblem(IsError: true, "access denied", default), Assert.Single(document.Problems));
    }

    [Fact]
    public void Of_very_many_errors_the_rest_is_counted()
    {
        var document = PolicyParser.Parse("""{"Statement":[""" + string.Join(',', Enumerable.Repeat("7", 1_500)) + "]}", PolicyType.IdentityBased);

        Assert.Equal(1_500, document.Statements.Length);
        Assert.Equal(1_001, document.Problems.Length);
        Assert.Equal(new PolicyProblem(IsError: true, "500 more errors and remarks are not listed", new TextPosition(1, 2_015)), document.Problems[^1]);
    }

    [Theory]
    [InlineData(1_000, 1_000)]
    [InlineData(1_001, 1_001)]
    [InlineData(1_002, 1_001)]
    public void Of_remarks_only_the_rest_is_a_remark(int count, int listed)
    {
        var document = PolicyParser.Parse(
            "{\"Statement\":[]," + string.Join(',', Enumerable.Range(0, count).Select(number => $"\"e{number}\":1")) + "}", PolicyType.IdentityBased);

        Assert.False(document.IsUnreadable);
        Assert.Equal(listed, document.Problems.Length);
        Assert.DoesNotContain(document.Problems, problem => problem.IsError);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(3)]
    public void Errors_in_one_line_keep_their_columns(int count)
    {
        var document = PolicyParser.Parse("""{"Statement":[""" + string.Join(", ", Enumerable.Repeat("7", count)) + "]}", PolicyType.IdentityBased);

        Assert.Equal(Enumerable.Range(0, count).Select(number => new TextPosition(1, 15 + (3 * number))), document.Problems.Where(problem => problem.IsError).Select(problem => problem.Position));
    }

    [Fact]
    public void Variables_that_do_not_end_are_text()
    {
        var document = PolicyParser.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::a${*}${${"}}""", PolicyType.IdentityBased);

        var pattern = Assert.Single(Assert.Single(document.Statements).Resources);
        Assert.True(pattern.MatchesFixed("arn:aws:s3:::a*${${"));
        Assert.False(pattern.MatchesFixed("arn:aws:s3:::ab${${"));
    }
}
