namespace Auditor.Engine.Policies;

/// <summary>What is noted and changes nothing.</summary>
public sealed class PolicyParserRemarkTests
{
    private const string Rest = "\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";

    public static TheoryData<string, int, int, string> Remarks => new()
    {
        { "{\"Version\":\"2020-01-01\",\"Statement\":{" + Rest + "}", 1, 12, "unknown `Version` `2020-01-01`" },
        { "{\"Id\":\"x\",\"Statement\":{" + Rest + "}", 1, 7, "`Id` has no place in a identity-based policy" },
        { "{\"Comment\":[{}],\"Statement\":{" + Rest + "}", 1, 12, "unknown element `Comment`" },
        { "{\"Statement\":{\"Note\":{\"a\":[1]}," + Rest + "}", 1, 22, "unknown element `Note`" },
        { "{\"Statement\":{\"Sid\":\"a b\"," + Rest + "}", 1, 14, "the Sid `a b` has other characters than letters and digits" },
        { "{\"Statement\":[{\"Sid\":\"a\"," + Rest + ",\n{\"Sid\":\"a\"," + Rest + "]}", 2, 1, "the Sid `a` is used twice" },
        { "{\"Statement\":{\"Condition\":{}," + Rest + "}", 1, 27, "an empty `Condition` restricts nothing" },
        { "{\"Statement\":{\"Condition\":{\"Bool\":{\"k\":[]}}," + Rest + "}", 1, 40, "the context key `k` has no value" },
        { "{\"Statement\":{\"Sid\":\"\u20AC\"," + Rest + "}", 1, 22, "a character beyond U+00FF" },
    };

    [Theory]
    [MemberData(nameof(Remarks))]
    public void Remark_has_its_place_and_makes_nothing_unreadable(string json, int line, int column, string message)
    {
        var document = PolicyParser.Parse(json, PolicyType.IdentityBased);

        Assert.False(document.IsUnreadable);
        Assert.DoesNotContain(document.Problems, problem => problem.IsError);
        Assert.All(document.Statements, statement => Assert.True(statement.CoversAction("s3:getobject")));
        Assert.NotEmpty(document.Statements);
        var remark = document.Problems.First(problem => problem.Message.StartsWith(message, StringComparison.Ordinal));
        Assert.Equal(new TextPosition(line, column), remark.Position);
    }

    [Fact]
    public void Document_without_Statement_is_a_remark() =>
        Assert.False(Assert.Single(PolicyParser.Parse("{}", PolicyType.IdentityBased).Problems).IsError);

    [Fact]
    public void Letters_up_to_U00FF_are_no_remark() =>
        Assert.Empty(
            PolicyParser.Parse(
                "{\"Statement\":{\"Sid\":\"\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"\u00FF\"}}",
                PolicyType.IdentityBased).Problems);

    [Theory]
    [InlineData("no-such:Action")]
    [InlineData("*:*")]
    [InlineData("")]
    public void Odd_action_is_no_error(string action) =>
        Assert.False(
            PolicyParser.Parse(
                $$"""{"Statement":{"Effect":"Allow","Action":"{{action}}","Resource":"*"} }""", PolicyType.IdentityBased).IsUnreadable);

    [Fact]
    public void Id_is_no_remark_in_a_resource_based_policy() =>
        Assert.Empty(PolicyParser.Parse("""{"Id":"x","Statement":[]}""", PolicyType.ResourceBased).Problems);

    [Theory]
    [InlineData("AWS", 0)]
    [InlineData("Service", 0)]
    [InlineData("Federated", 0)]
    [InlineData("CanonicalUser", 0)]
    [InlineData("Aws", 1)]
    public void Unknown_type_of_principal_is_a_remark(string type, int remarks)
    {
        var document = PolicyParser.Parse(
            $$"""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Principal":{"{{type}}":"*"} } }""", PolicyType.ResourceBased);

        Assert.Equal(
            Enumerable.Repeat(new PolicyProblem(IsError: false, $"unknown type of principal `{type}`", new TextPosition(1, 73)), remarks), document.Problems);
    }
}
