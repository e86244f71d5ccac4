using Auditor.Engine.Policies;
using Auditor.Pipeline.Remedies;

namespace Auditor.Pipeline.Tests.Remedies;

public sealed class EditedDocumentsTests
{
    private const string Text = """{"Statement":[{"Effect":"Allow","Action":"billingconductor:List*","Resource":"*"}]}""";

    [Fact]
    public void The_same_text_is_the_same_document()
    {
        var documents = new EditedDocuments();

        var first = documents.Read(Text, PolicyType.IdentityBased);

        Assert.Same(first, documents.Read(new string(Text), PolicyType.IdentityBased));
    }

    [Theory]
    [InlineData(PolicyType.PermissionsBoundary)]
    [InlineData(PolicyType.ServiceControlPolicy)]
    [InlineData(PolicyType.ResourceControlPolicy)]
    public void The_same_text_as_a_policy_of_another_type_is_another_document(PolicyType type)
    {
        var documents = new EditedDocuments();

        documents.Read(Text, PolicyType.IdentityBased);

        Assert.Equal(type, documents.Read(Text, type).Type);
        Assert.Equal(PolicyType.IdentityBased, documents.Read(Text, PolicyType.IdentityBased).Type);
    }

    [Fact]
    public void A_document_that_took_the_place_of_another_is_not_taken_for_it()
    {
        var documents = new EditedDocuments();
        var texts = Enumerable.Range(0, 5_000).Select(number => Text.Replace("List*", $"List{number}", StringComparison.Ordinal)).ToArray();

        foreach (var text in texts.Concat(texts))
            Assert.Equal(PolicyParser.Parse(text, PolicyType.IdentityBased).Statements[0].Text, documents.Read(text, PolicyType.IdentityBased).Statements[0].Text);
    }

    [Fact]
    public void Many_threads_get_what_they_asked_for()
    {
        var documents = new EditedDocuments();

        Parallel.For(0, 20_000, number =>
        {
            var action = $"List{number % 500}";
            var document = documents.Read(Text.Replace("List*", action, StringComparison.Ordinal), PolicyType.IdentityBased);
            Assert.Contains(action, document.Statements[0].Text, StringComparison.Ordinal);
        });
    }
}
