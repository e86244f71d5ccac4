using System.Text;
using System.Text.Json;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Tests.Collect;

public sealed class PolicyLibraryTests
{
    private readonly PolicyLibrary library = new();

    [Fact]
    public void The_same_bytes_of_the_same_type_are_one_document()
    {
        var first = Get(TemporarySnapshot.AllowAll);
        Assert.Same(first, Get(TemporarySnapshot.AllowAll));
        Assert.NotSame(first, library.Get(Encoding.UTF8.GetBytes(TemporarySnapshot.AllowAll), PolicyType.PermissionsBoundary));
        Assert.Equal(2, library.Count);
    }

    [Fact]
    public async Task Threads_share_one_document()
    {
        var tasks = Enumerable.Range(0, 32).Select(_ => Task.Run(() => Get(TemporarySnapshot.AllowAll)));
        var documents = await Task.WhenAll(tasks);
        Assert.Single(documents.Distinct());
    }

    [Fact]
    public void Text_is_read_like_an_object() => AssertAllows(Literal(TemporarySnapshot.AllowAll));

    [Fact]
    public void Percent_encoded_text_is_decoded() => AssertAllows(Literal(Uri.EscapeDataString(TemporarySnapshot.AllowAll)));

    [Fact]
    public void Space_before_an_encoded_document_does_no_harm() => AssertAllows(Literal("\n  " + Uri.EscapeDataString(TemporarySnapshot.AllowAll)));

    [Fact]
    public void A_plus_sign_stays_a_plus_sign()
    {
        const string json = """{"Statement":[{"Sid":"x","Effect":"Allow","Action":"s3:Get","Resource":"arn:aws:s3:::a+b"}]}""";
        var encoded = Uri.EscapeDataString(json).Replace("%2B", "+", StringComparison.Ordinal);
        Assert.Contains("a+b", Get(Literal(encoded)).Statements[0].Text, StringComparison.Ordinal);
        Assert.Contains("a+b", Get(Literal(json)).Statements[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_percent_sign_within_plain_text_is_not_decoded()
    {
        const string json = """{"Statement":[{"Effect":"Allow","Action":"s3:Get","Resource":"arn:aws:s3:::a%2Fb"}]}""";
        Assert.Contains("a%2Fb", Get(Literal(json)).Statements[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("42")]
    [InlineData("[]")]
    [InlineData("true")]
    [InlineData("\"\"")]
    [InlineData("\"no JSON\"")]
    [InlineData("\"%7B%ZZ\"")]
    [InlineData("\"\\ud800\"")]
    public void Anything_else_is_unread(string value) => Assert.True(Get(value).IsUnreadable);

    private static string Literal(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private void AssertAllows(string value)
    {
        var document = Get(value);
        Assert.False(document.IsUnreadable);
        Assert.True(Assert.Single(document.Statements).CoversAction("billingconductor:createbillinggroup"));
    }

    private PolicyDocument Get(string value) => library.Get(Encoding.UTF8.GetBytes(value), PolicyType.IdentityBased);
}
