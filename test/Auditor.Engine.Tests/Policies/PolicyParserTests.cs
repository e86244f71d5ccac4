namespace Auditor.Engine.Policies;

public sealed class PolicyParserTests
{
    private const string Json = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Sid": "List", "Effect": "Allow",
              "NotAction": "s3:*", "NotResource": ["arn:aws:s3:::b", "arn:aws:s3:::c"],
              "Condition": { "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": ["a", 5, true, 1.50] } } },
            { "Effect": "Deny", "Action": ["ec2:*"], "Resource": "*" }
          ]
        }
        """;

    private static readonly PolicyDocument Document = PolicyParser.Parse(Json, PolicyType.IdentityBased);

    [Fact]
    public void Elements_are_as_written()
    {
        var statement = Document.Statements[0];

        Assert.Empty(Document.Problems);
        Assert.True(Document.HasVariables);
        Assert.Equal(
            ("List", Effect.Allow, true, true), (statement.Label, statement.Effect, statement.IsNotAction, statement.IsNotResource));
        Assert.Equal(["s3:*"], statement.Actions.Select(pattern => pattern.Text));
        Assert.Equal(["arn:aws:s3:::b", "arn:aws:s3:::c"], statement.Resources.Select(pattern => pattern.Text));
    }

    [Fact]
    public void Condition_values_become_text()
    {
        var clause = Assert.Single(Document.Statements[0].Conditions);

        Assert.Equal(("ForAnyValue:StringLikeIfExists", "aws:TagKeys"), (clause.OperatorText, clause.Key));
        Assert.Equal(["a", "5", "true", "1.50"], clause.Values);
    }

    [Fact]
    public void Statements_have_their_places_and_their_text()
    {
        Assert.Equal((new TextPosition(4, 5), new TextPosition(6, 98)), (Document.Statements[0].Start, Document.Statements[0].End));
        Assert.Equal("#2", Document.Statements[1].Label);
        Assert.Equal("""{ "Effect": "Deny", "Action": ["ec2:*"], "Resource": "*" }""", Document.Statements[1].Text);
    }

    [Theory]
    [InlineData("\"*\"", "AWS", "*", true)]
    [InlineData("{\"AWS\":\"*\"}", "AWS", "*", true)]
    [InlineData("{\"AWS\":[\"111122223333\"]}", "AWS", "111122223333", false)]
    [InlineData("{\"Service\":\"billingconductor.amazonaws.com\"}", "Service", "billingconductor.amazonaws.com", false)]
    [InlineData("{\"Federated\":\"*\"}", "Federated", "*", false)]
    public void Principal_is_read_in_each_shape(string json, string type, string value, bool everyone)
    {
        var document = PolicyParser.Parse(
            $$"""{"Statement":{"Effect":"Allow","Principal":{{json}},"Action":"*","Resource":"*"} }""", PolicyType.ResourceBased);

        var entry = Assert.Single(document.Statements[0].Principal!.Entries);
        Assert.Equal((type, value, everyone), (entry.Type, entry.Value, entry.IsEveryone));
    }

    [Theory]
    [InlineData("111122223333", "111122223333")]
    [InlineData("arn:aws:iam::111122223333:root", "111122223333")]
    [InlineData("arn:aws:iam::111122223333:role/root", null)]
    [InlineData("11112222333", null)]
    [InlineData("AROAEXAMPLE1", null)]
    [InlineData("*", null)]
    public void PrincipalEntry_Account_is_the_account_named_as_a_whole(string value, string? account) =>
        Assert.Equal(account, new PrincipalEntry("AWS", value).Account);

    [Theory]
    [InlineData("Service")]
    [InlineData("Federated")]
    [InlineData("CanonicalUser")]
    public void PrincipalEntry_Account_is_none_of_other_types(string type) => Assert.Null(new PrincipalEntry(type, "111122223333").Account);

    [Theory]
    [InlineData("""{"Version":"2012-10-17","Statement":[]}""", true)]
    [InlineData("""{"Statement":[],"Version":"2012-10-17"}""", true)]
    [InlineData("""{"Version":"2012-10-17","Id":"2008-10-17","Statement":[]}""", true)]
    [InlineData("""{"Statement":[],"Version":"2012-10-17","Id":"x"}""", true)]
    [InlineData("""{"Statement":[],"Version":"2008-10-17","Id":"2012-10-17"}""", false)]
    [InlineData("""{"Id":"2012-10-17","Statement":[]}""", false)]
    [InlineData("""{"Id":"Version","Statement":[]}""", false)]
    [InlineData("""{"Statement":{"Version":"2012-10-17","Effect":"Deny","Action":"*","Resource":"*"}}""", false)]
    [InlineData("""{"Version":"2008-10-17","Statement":{"Version":"2012-10-17","Effect":"Deny","Action":"*","Resource":"*"}}""", false)]
    public void Version_is_the_documents_own(string json, bool hasVariables) =>
        Assert.Equal(hasVariables, PolicyParser.Parse(json, PolicyType.IdentityBased).HasVariables);

    [Theory]
    [InlineData(PolicyType.IdentityBased, 280_000)]
    [InlineData(PolicyType.PermissionsBoundary, 280_000)]
    [InlineData(PolicyType.ResourceBased, 204_800)]
    [InlineData(PolicyType.Trust, 40_960)]
    [InlineData(PolicyType.ServiceControlPolicy, 102_400)]
    [InlineData(PolicyType.ResourceControlPolicy, 51_200)]
    [InlineData(PolicyType.Session, 102_400)]
    public void MostCharacters_is_ten_quotas_or_twice_the_longest_of_AWS(PolicyType type, int expected) => Assert.Equal(expected, type.MostCharacters());

    [Fact]
    public void TextPosition_is_known_from_line_one()
    {
        Assert.False(default(TextPosition).IsKnown);
        Assert.True(new TextPosition(1, 1).IsKnown);
    }
}
