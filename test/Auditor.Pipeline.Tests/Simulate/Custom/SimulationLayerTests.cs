using System.Text.Json.Nodes;
using static Auditor.Pipeline.Tests.Simulate.Custom.Simulation;

namespace Auditor.Pipeline.Tests.Simulate.Custom;

public sealed class SimulationLayerTests
{
    private const string Caller = "arn:aws:iam::111122223333:role/path/r";
    private const string Scp = "ServiceControlPolicyInputList";
    private const string Rcp = "ResourceControlPolicyInputList";
    private const string AllowAnyone = """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""";
    private const string DenyAnyone = """{"Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}}""";

    /// <summary>Levels root first; each is a list of documents, or null for an empty object.</summary>
    [Theory]
    [InlineData("[]", "allowed", true)]
    [InlineData("[{}]", "implicitDeny", false)]
    [InlineData("[{\"ServiceControlPolicyInputList\":[]}]", "implicitDeny", false)]
    [InlineData("[{\"ServiceControlPolicyInputList\":[ALLOW]}]", "allowed", true)]
    [InlineData("[{\"ServiceControlPolicyInputList\":[ALLOW]},{}]", "implicitDeny", false)]
    [InlineData("[{\"ServiceControlPolicyInputList\":[ALLOW]},{\"ServiceControlPolicyInputList\":[NOTHING,ALLOW]}]", "allowed", true)]
    [InlineData("[{\"ServiceControlPolicyInputList\":[ALLOW]},{\"ServiceControlPolicyInputList\":[ALLOW,DENY]}]", "explicitDeny", false)]
    [InlineData("[{\"ServiceControlPolicyInputList\":[DENY]},{\"ServiceControlPolicyInputList\":[ALLOW]}]", "explicitDeny", false)]
    public void Every_level_must_allow(string levels, string decision, bool allowedByOrganizations)
    {
        var documents = levels.Replace("ALLOW", AllowAll, StringComparison.Ordinal).Replace(
            "NOTHING", AllowNothing, StringComparison.Ordinal)
            .Replace("DENY", DenyAll, StringComparison.Ordinal);
        var result = Result(Request(("OrderedOrganizationPolicyInputList", Json(documents))));
        Assert.Equal(decision, Text(result, "EvalDecision"));
        Assert.Equal(
            allowedByOrganizations, result.GetProperty("OrganizationsDecisionDetail").GetProperty("AllowedByOrganizations").GetBoolean());
    }

    [Fact]
    public void Without_the_member_there_is_no_organization() =>
        Assert.False(Result(Request()).TryGetProperty("OrganizationsDecisionDetail", out _));

    [Theory]
    [InlineData(AllowAnyone, "allowed")]
    [InlineData(DenyAnyone, "explicitDeny")]
    public void Resource_control_policies_stand_beside_service_control_policies(string document, string decision)
    {
        var level = new JsonObject { [Scp] = new JsonArray(AllowAll), [Rcp] = new JsonArray(document) };
        Assert.Equal(decision, Decision(Request(("OrderedOrganizationPolicyInputList", new JsonArray(level)))));
    }

    [Fact]
    public void A_level_of_one_kind_says_nothing_about_the_other()
    {
        var levels = new JsonArray(new JsonObject { [Rcp] = new JsonArray(AllowAnyone) });
        Assert.Equal("allowed", Decision(Request(("OrderedOrganizationPolicyInputList", levels))));
    }

    [Fact]
    public void Service_control_policies_bind_whoever_calls()
    {
        var levels = new JsonArray(new JsonObject { [Scp] = new JsonArray(DenyAll) });
        var request = Request(
            ("OrderedOrganizationPolicyInputList", levels),
            ("CallerArn", "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/s"));
        Assert.Equal("explicitDeny", Decision(request));
    }

    [Fact]
    public void Session_policies_are_one_layer_whose_allows_are_united()
    {
        const string first = """{"Statement":{"Effect":"Allow","Action":"a:b","Resource":"*"}}""";
        var request = Request(
            ("SessionPolicyInputList", new JsonArray(first, """{"Statement":{"Effect":"Allow","Action":"c:d","Resource":"*"}}""")));
        request["ActionNames"] = new JsonArray("a:b", "c:d", "e:f");
        Assert.Equal(
            ["allowed", "allowed", "implicitDeny"],
            Items(Answer(request), "EvaluationResults").Select(result => Text(result, "EvalDecision")));
    }

    [Fact]
    public void A_resource_policy_can_grant_and_can_deny()
    {
        var nothing = new JsonArray(AllowNothing);
        Assert.Equal("allowed", Decision(Request(("PolicyInputList", nothing), ("ResourcePolicy", AllowAnyone), ("CallerArn", Caller))));
        Assert.Equal("explicitDeny", Decision(Request(("ResourcePolicy", DenyAnyone), ("CallerArn", Caller))));
        Assert.Equal("allowed", Decision(Request(("ResourcePolicy", Json(AllowAnyone)), ("CallerArn", Caller))));
    }

    [Fact]
    public void The_resource_of_another_account_must_be_allowed_on_both_sides()
    {
        var nothing = new JsonArray(AllowNothing);
        var request = Request(
            ("PolicyInputList", nothing),
            ("ResourcePolicy", AllowAnyone),
            ("CallerArn", Caller),
            ("ResourceOwner", "arn:aws:iam::999988887777:root"));
        Assert.Equal("implicitDeny", Decision(request));
    }

    [Theory]
    [InlineData(Caller, "aws:PrincipalArn", Caller)]
    [InlineData(Caller, "aws:PrincipalAccount", "111122223333")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/r/session", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/r")]
    public void The_caller_gives_its_own_keys(string caller, string key, string value)
    {
        Assert.Equal("allowed", Decision(Request(("PolicyInputList", new JsonArray(If(key, value))), ("CallerArn", caller))));
        var given = Json($$"""[{"ContextKeyName":"{{key.ToUpperInvariant()}}","ContextKeyValues":["other"]}]""");
        Assert.Equal(
            "implicitDeny",
            Decision(Request(("PolicyInputList", new JsonArray(If(key, value))), ("CallerArn", caller), ("ContextEntries", given))));
    }

    [Theory]
    [InlineData("aws:PrincipalType", "AssumedRole")]
    [InlineData("aws:RequestedRegion", "us-east-1")]
    [InlineData("aws:SecureTransport", "true")]
    public void Nothing_else_is_filled_in(string key, string value)
    {
        var result = Result(Request(("PolicyInputList", new JsonArray(If(key, value))), ("CallerArn", Caller)));
        Assert.Equal("implicitDeny", Text(result, "EvalDecision"));
        Assert.Equal([key], Texts(result, "MissingContextValues"));
    }

    [Fact]
    public void Missing_keys_are_those_of_statements_that_match_but_for_their_conditions()
    {
        const string policy = """
            {"Statement":[
              {"Effect":"Allow","Action":"billingconductor:*","Resource":"*","Condition":{"StringEquals":{"z:Last":"1","AWS:Given":"1"},
              "Bool":{"a:First":"true"}}},
              {"Effect":"Deny","Action":"billingconductor:List*","Resource":"*","Condition":{"StringEquals":{"A:FIRST":"x",
              "M:Middle":"1"}}},
              {"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"b:OtherAction":"1"}}},
              {"Effect":"Allow","Action":"billingconductor:*","Resource":"arn:aws:x::::y",
              "Condition":{"StringEquals":{"b:OtherResource":"1"}}}]}
            """;
        var entries = Json("""[{"ContextKeyName":"aws:given","ContextKeyValues":["1"]}]""");
        var result = Result(Request(("PolicyInputList", new JsonArray(policy)), ("ContextEntries", entries)));
        Assert.Equal(["M:Middle", "a:First", "z:Last"], Texts(result, "MissingContextValues"));
    }

    [Theory]
    [InlineData("numeric", "[5]", "NumericLessThan", "10")]
    [InlineData("numericList", "[\"5\"]", "ForAnyValue:NumericLessThan", "10")]
    [InlineData("boolean", "[true]", "Bool", "true")]
    [InlineData("ip", "[\"10.0.0.7\"]", "IpAddress", "10.0.0.0/8")]
    [InlineData("date", "[\"2026-01-01T00:00:00Z\"]", "DateLessThan", "2027-01-01")]
    [InlineData("binary", "[\"QUJD\"]", "BinaryEquals", "QUJD")]
    [InlineData("stringList", "[\"x\",\"y\"]", "ForAllValues:StringLike", "*")]
    public void Values_have_the_types_of_aws(string type, string values, string conditionOperator, string expected)
    {
        var policy =
            $$$"""
            {"Statement":{"Effect":"Allow","Action":"*","Resource":"*",
            "Condition":{"{{{conditionOperator}}}":{"my:Key":"{{{expected}}}"} } } }
            """;
        var entries = Json($$"""[{"ContextKeyName":"my:key","ContextKeyValues":{{values}},"ContextKeyType":"{{type}}"}]""");
        Assert.Equal("allowed", Decision(Request(("PolicyInputList", new JsonArray(policy)), ("ContextEntries", entries))));
    }

    private static string If(string key, string value) =>
        $$$"""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"{{{key}}}":"{{{value}}}"} } } }""";
}
