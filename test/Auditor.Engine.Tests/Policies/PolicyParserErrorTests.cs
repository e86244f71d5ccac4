namespace Auditor.Engine.Policies;

/// <summary>Every kind of error: what it says, where, and that it makes its statement unreadable.</summary>
public sealed class PolicyParserErrorTests
{
    private const string Rest = "\"Resource\":\"*\"}}";

    public static TheoryData<string, int, int, string> Errors => new()
    {
        { "", 1, 1, "not JSON: " },
        { "{\"Version\":", 1, 12, "not JSON: " },
        { "{\n  \"Statement\": [,]\n}", 2, 17, "not JSON: " },
        { "{} {}", 1, 4, "not JSON: " },
        { "{/* c */}", 1, 2, "not JSON: " },
        { "[]", 1, 1, "a policy document is a JSON object, not a list" },
        { "\"x\"", 1, 1, "a policy document is a JSON object, not text" },
        { "null", 1, 1, "a policy document is a JSON object, not null" },
        { "{\"Version\":2012,\"Statement\":[]}", 1, 12, "`Version` must be text, not a number" },
        { "{\"Id\":[],\"Statement\":[]}", 1, 7, "`Id` must be text, not a list" },
        { "{\"Statement\":\"x\"}", 1, 14, "`Statement` must be a statement or a list of statements, not text" },
        { "{\"Statement\":[],\n\"statement\":[]}", 2, 1, "`statement` stands twice" },
        { "{\"statement\":[]}", 1, 14, "`statement` must be written `Statement`" },
        { "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"condition\":{}," + Rest, 1, 56, "`condition` must be written `Condition`" },
        { "{\"Statement\":[\n 5]}", 2, 2, "a statement must be an object, not a number" },
        { "{\"Statement\":{\"Action\":\"*\"," + Rest, 1, 14, "the statement has no `Effect`" },
        { "{\"Statement\":{\"Effect\":\"allow\",\"Action\":\"*\"," + Rest, 1, 24, "`Effect` must be `Allow` or `Deny`, not `allow`" },
        { "{\"Statement\":{\"Effect\":true,\"Action\":\"*\"," + Rest, 1, 24, "`Effect` must be text, not true or false" },
        { "{\"Statement\":{\"Effect\":\"Deny\"," + Rest, 1, 14, "the statement has neither `Action` nor `NotAction`" },
        { "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\"}}", 1, 14, "the statement has neither `Resource` nor `NotResource`" },
        {
            "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"NotAction\":\"*\"," + Rest, 1, 14,
            "the statement has both `Action` and `NotAction`"
        },
        {
            "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"NotResource\":\"*\"," + Rest, 1, 14,
            "the statement has both `Resource` and `NotResource`"
        },
        { "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":{}," + Rest, 1, 40, "a value of `Action` must be text, not an object" },
        {
            "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":[\"a:b\",[\"c:d\"]]," + Rest, 1, 47,
            "a value of `Action` must be text, not a list"
        },
        { "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":[1]," + Rest, 1, 41, "a value of `Action` must be text, not a number" },
        {
            "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":null}}", 1, 55,
            "a value of `Resource` must be text, not null"
        },
        { "{\"Statement\":{\"Sid\":7,\"Effect\":\"Deny\",\"Action\":\"*\"," + Rest, 1, 21, "`Sid` must be text, not a number" },
        { "{\"Statement\":{\"Effect\":\"Deny\",\"Effect\":\"Deny\",\"Action\":\"*\"," + Rest, 1, 31, "`Effect` stands twice" },
        { "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Action\":\"*\"," + Rest, 1, 44, "`Action` stands twice" },
        { "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"ACTION\":\"*\"," + Rest, 1, 44, "`ACTION` stands twice" },
        {
            "{\"Statement\":{\"Principal\":\"*\",\"Effect\":\"Deny\",\"Action\":\"*\"," + Rest, 1, 14,
            "`Principal` has no place in a identity-based policy"
        },
        {
            "{\"Statement\":{\"Condition\":[],\"Effect\":\"Deny\",\"Action\":\"*\"," + Rest, 1, 27,
            "`Condition` must be an object, not a list"
        },
        {
            "{\"Statement\":{\"Condition\":{\"StringLikee\":{\"k\":\"v\"}},\"Effect\":\"Deny\",\"Action\":\"*\"," + Rest, 1, 28,
            "unknown condition operator `StringLikee`"
        },
        {
            "{\"Statement\":{\"Condition\":{\"Bool\":\"k\"},\"Effect\":\"Deny\",\"Action\":\"*\"," + Rest, 1, 35,
            "the condition operator `Bool` must hold an object of context keys, not text"
        },
        {
            "{\"Statement\":{\"Condition\":{\"Bool\":{\"k\":\"1\",\"K\":\"2\"}},\"Effect\":\"Deny\",\"Action\":\"*\"," + Rest, 1,
            44, "the context key `K` stands twice under `Bool`"
        },
        {
            "{\"Statement\":{\"Condition\":{\"Bool\":{},\"bool\":{}},\"Effect\":\"Deny\",\"Action\":\"*\"," + Rest, 1, 38,
            "the condition operator `bool` stands twice"
        },
        {
            "{\"Statement\":{\"Condition\":{\"Bool\":{\"k\":null}},\"Effect\":\"Deny\",\"Action\":\"*\"," + Rest, 1, 40,
            "a value of `k` must be text, not null"
        },
        {
            "{\"Statement\":{\"Condition\":{\"Bool\":{\"k\":{}}},\"Effect\":\"Deny\",\"Action\":\"*\"," + Rest, 1, 40,
            "a value of `k` must be text, not an object"
        },
    };

    [Theory]
    [InlineData("{ \"Statement\": [ { \"Effect\": \"allow\" }, { \"Effect\": \"deny\" } ] }")]
    [InlineData("{ \"Statement\": [ { \"Effect\": \"allow\" }, { \"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\" }, { \"Effect\": \"deny\" } ] }")]
    public void Two_statements_that_cannot_be_read_do_not_make_a_document_that_can(string json) =>
        Assert.True(PolicyParser.Parse(json, PolicyType.IdentityBased).IsUnreadable);

    [Theory]
    [MemberData(nameof(Errors))]
    public void Error_has_its_place_and_makes_the_statement_unreadable(string json, int line, int column, string message)
    {
        var document = PolicyParser.Parse(json, PolicyType.IdentityBased);

        var error = Assert.Single(document.Problems, problem => problem.IsError);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(new TextPosition(line, column), error.Position);
        Assert.True(document.IsUnreadable);
        Assert.Contains(document.Statements, statement => statement.IsUnreadable);
    }

    [Theory]
    [InlineData(PolicyType.IdentityBased)]
    [InlineData(PolicyType.PermissionsBoundary)]
    [InlineData(PolicyType.ServiceControlPolicy)]
    [InlineData(PolicyType.Session)]
    public void Principal_is_an_error_where_it_has_no_place(PolicyType type) =>
        Assert.True(
            PolicyParser.Parse("""{"Statement":{"Effect":"Deny","NotPrincipal":"*","Action":"*","Resource":"*"}}""", type).IsUnreadable);

    [Theory]
    [InlineData(PolicyType.ResourceBased)]
    [InlineData(PolicyType.ResourceControlPolicy)]
    [InlineData(PolicyType.Trust)]
    public void Principal_is_required_where_it_has_its_place(PolicyType type) =>
        Assert.True(PolicyParser.Parse("""{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""", type).IsUnreadable);

    [Fact]
    public void Trust_policy_needs_no_resource() =>
        Assert.False(
            PolicyParser.Parse(
                """{"Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}}""",
                PolicyType.Trust).IsUnreadable);

    [Theory]
    [InlineData("\"me\"")]
    [InlineData("[\"*\"]")]
    [InlineData("{\"AWS\":1}")]
    [InlineData("{\"AWS\":\"*\",\"aws\":\"*\"}")]
    public void Principal_of_another_shape_is_an_error(string principal) =>
        Assert.True(
            PolicyParser.Parse(
                $$"""{"Statement":{"Effect":"Allow","Principal":{{principal}},"Action":"*","Resource":"*"} }""",
                PolicyType.ResourceBased).IsUnreadable);

    [Fact]
    public void Column_counts_characters_not_bytes()
    {
        var document = PolicyParser.Parse("{\n\"Ü\":\"é\", \"Statement\":5}", PolicyType.IdentityBased);

        Assert.Equal(new TextPosition(2, 22), Assert.Single(document.Problems, problem => problem.IsError).Position);
    }

    [Fact]
    public void Column_of_broken_JSON_counts_characters_not_bytes() =>
        Assert.Equal(new TextPosition(1, 6), Assert.Single(PolicyParser.Parse("{\"ÜÜ\"!", PolicyType.IdentityBased).Problems).Position);

    [Fact]
    public void Other_statements_still_count()
    {
        var document = PolicyParser.Parse(
            """
            {"Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"},{"Effect":"Alow","Action":"*","Resource":"*"},
            {"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}
            """,
            PolicyType.IdentityBased);

        Assert.Equal([false, true, false], document.Statements.Select(statement => statement.IsUnreadable));
        Assert.Equal([1, 2, 3], document.Statements.Select(statement => statement.Index));
        Assert.True(document.Statements[0].CoversAction("s3:getobject"));
    }

    [Theory]
    [InlineData("""{"Id":1,"Version":2,"Statement":[]}""", 2)]
    [InlineData("""{"Statement":[],"statement":[],"STATEMENT":[]}""", 2)]
    [InlineData("""{"Statement":{"Effect":"Deny","Effect":"Deny","Effect":"Deny","Action":"*","Resource":"*"}}""", 2)]
    [InlineData("""{"Statement":{"Effect":"Deny","effect":"Deny","Action":7,"Resource":"*"}}""", 2)]
    [InlineData("""{"Statement":{"Effect":"Deny","Condition":{},"Condition":{"Bool":{"k":"x"}},"Action":"*","Resource":"*"}}""", 1)]
    public void Several_errors_do_not_cancel_each_other(string json, int errors)
    {
        var document = PolicyParser.Parse(json, PolicyType.IdentityBased);

        Assert.True(document.IsUnreadable);
        Assert.Equal(errors, document.Problems.Count(problem => problem.IsError));
    }

    [Fact]
    public void Elements_behind_one_with_an_error_are_read()
    {
        var document = PolicyParser.Parse("""{"Id":[{"a":1}],"Statement":[5,{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}""", PolicyType.IdentityBased);

        Assert.Equal([1, 2, 0], document.Statements.Select(statement => statement.Index));
        Assert.Equal([true, false, true], document.Statements.Select(statement => statement.IsUnreadable));
    }

    [Theory]
    [InlineData("\n{\"Statement\":5}", 2, 14)]
    [InlineData("{\n\n\"Statement\":5}", 3, 13)]
    [InlineData("{\"Id\":1,\n\"Statement\":5,\n\n\"Version\":6}\n", 1, 7)]
    public void Lines_are_counted_from_the_start(string json, int line, int column) =>
        Assert.Equal(new TextPosition(line, column), PolicyParser.Parse(json, PolicyType.IdentityBased).Problems.First(problem => problem.IsError).Position);
}
