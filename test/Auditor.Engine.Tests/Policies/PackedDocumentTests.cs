using Auditor.Engine.Policies;

namespace Auditor.Engine.Tests.Policies;

/// <summary>A document that takes less memory says the same.</summary>
public sealed class PackedDocumentTests
{
    private const string Statement = "{\n        \"Effect\": \"Allow\",\n        \"Action\": \"s3:*\",\n        \"Resource\": \"*\"\n    }";

    [Fact]
    public void What_one_thread_alone_has_is_packed_once_and_reads_as_before()
    {
        var document = Parsed(isUnshared: true);
        var length = document.Statements[0].Source.Length;

        document.Pack();
        var packed = document.Statements[0].Source;
        document.Pack();

        Assert.True(packed.Length < length, $"{packed.Length} bytes are not fewer than {length}");
        Assert.True(packed.Equals(document.Statements[0].Source), "it was packed again");
        Assert.Equal(Statement, document.Statements[0].ReadText());
        Assert.Equal(Statement, document.Statements[0].Text);
    }

    [Fact]
    public void What_others_may_look_at_stays_as_it_is()
    {
        var document = Parsed(isUnshared: false);
        var source = document.Statements[0].Source;

        document.Pack();

        Assert.True(source.Equals(document.Statements[0].Source), "it was packed");
        Assert.Equal(Statement, document.Statements[0].ReadText());
    }

    [Fact]
    public void A_text_that_was_asked_for_is_kept()
    {
        var document = Parsed(isUnshared: false);

        Assert.Same(document.Statements[0].Text, document.Statements[0].Text);
        Assert.Same(document.Statements[0].Text, document.Statements[0].ReadText());
    }

    private static PolicyDocument Parsed(bool isUnshared)
    {
        var document = PolicyParser.Parse("{ \"Statement\": " + Statement + " }", PolicyType.IdentityBased);
        document.IsUnshared = isUnshared;
        return document;
    }
}
