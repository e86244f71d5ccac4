using System.Text.Json;
using System.Text.Json.Nodes;
using static Auditor.Pipeline.Tests.Simulate.Custom.Simulation;

namespace Auditor.Pipeline.Tests.Simulate.Custom;

public sealed class SimulationAnswerTests
{
    private const string Group = "arn:aws:billingconductor::111122223333:billinggroup/";

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("7")]
    [InlineData("1.50")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[1,{\"a\":null}]")]
    [InlineData("{\"Id\":{\"Id\":[]}}")]
    [InlineData("\"<script> \\u001b \\u202e é\"")]
    public void The_id_of_any_type_is_repeated(string id)
    {
        var answer = Answer(Request(("Id", "?")).ToJsonString().Replace("\"?\"", id, StringComparison.Ordinal));
        Assert.True(answer.TryGetProperty("EvaluationResults", out _));
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(id).RootElement, answer.GetProperty("Id")));
    }

    [Fact]
    public void Without_an_id_the_id_is_null() => Assert.Equal(JsonValueKind.Null, Answer(Request()).GetProperty("Id").ValueKind);

    [Fact]
    public void Every_action_has_one_result_in_request_order()
    {
        string[] actions = ["b:Two", "a:One", "b:Two", "c:Three"];
        var answer = Answer(Request(("ActionNames", new JsonArray([.. actions.Select(action => (JsonNode)action)]))));
        Assert.Equal(actions, Items(answer, "EvaluationResults").Select(result => Text(result, "EvalActionName")));
    }

    [Fact]
    public void Resources_have_results_in_request_order_and_the_worst_counts()
    {
        const string policy = """
            {"Statement":[{"Effect":"Allow","Action":"*","Resource":["arn:*:*:*:*:*/a","arn:*:*:*:*:*/c"]},{"Effect":"Deny","Action":"*",
            "Resource":"arn:*:*:*:*:*/c"}]}
            """;
        var result = Result(
            Request(("PolicyInputList", new JsonArray(policy)), ("ResourceArns", new JsonArray(Group + "c", Group + "a", Group + "b"))));
        Assert.Equal("explicitDeny", Text(result, "EvalDecision"));
        var resources = Items(result, "ResourceSpecificResults");
        Assert.Equal([Group + "c", Group + "a", Group + "b"], resources.Select(resource => Text(resource, "EvalResourceName")));
        Assert.Equal(["explicitDeny", "allowed", "implicitDeny"], resources.Select(resource => Text(resource, "EvalResourceDecision")));
        var some = Request(("PolicyInputList", new JsonArray(policy)), ("ResourceArns", new JsonArray(Group + "a", Group + "b")));
        Assert.Equal("implicitDeny", Decision(some));
    }

    [Fact]
    public void Without_resources_there_are_no_results_for_them()
    {
        Assert.False(Result(Request()).TryGetProperty("ResourceSpecificResults", out _));
        Assert.Equal("*", Text(Result(Request()), "EvalResourceName"));
    }

    [Fact]
    public void The_resource_star_is_matched_only_by_patterns_of_one_character()
    {
        const string narrow = """{"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:billingconductor::*:billinggroup/*"}}""";
        Assert.Equal("implicitDeny", Decision(Request(("PolicyInputList", new JsonArray(narrow)))));
        Assert.Equal(
            "allowed", Decision(Request(("PolicyInputList", new JsonArray(narrow)), ("ResourceArns", new JsonArray(Group + "a")))));
    }

    [Fact]
    public void Nothing_is_known_of_actions_but_their_names()
    {
        const string policy = """{"Statement":{"Effect":"Allow","Action":"NoSuch:act*","Resource":"*"}}""";
        Assert.Equal(
            "allowed", Decision(Request(("PolicyInputList", new JsonArray(policy)), ("ActionNames", new JsonArray("nosuch:ACTION")))));
    }

    [Fact]
    public void An_allow_lists_the_allowing_statements_only()
    {
        const string two =
            """
            {"Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*"},{"Effect":"Deny","Action":"c:d","Resource":"*"}]}
            """;
        var result = Result(
            Request(("PolicyInputList", new JsonArray(AllowAll, AllowNothing, two)), ("ActionNames", new JsonArray("a:b"))));
        Assert.Equal(
            ["PolicyInputList.1", "PolicyInputList.3"], Items(result, "MatchedStatements").Select(match => Text(match, "SourcePolicyId")));
        Assert.Empty(Items(result, "Blockers"));
    }

    [Fact]
    public void An_explicit_deny_lists_the_denying_statements_only()
    {
        var result = Result(
            Request(("PolicyInputList", new JsonArray(AllowAll, DenyAll)), ("PermissionsBoundaryPolicyInputList", new JsonArray(DenyAll))));
        Assert.Equal("explicitDeny", Text(result, "EvalDecision"));
        string[] expected = ["PermissionsBoundaryPolicyInputList.1", "PolicyInputList.2"];
        Assert.Equal(
            expected, Items(result, "MatchedStatements").Select(match => Text(match, "SourcePolicyId")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_implicit_deny_lists_no_statements()
    {
        var result = Result(Request(("PermissionsBoundaryPolicyInputList", new JsonArray(AllowNothing))));
        Assert.Equal("implicitDeny", Text(result, "EvalDecision"));
        Assert.Empty(Items(result, "MatchedStatements"));
        var blocker = Assert.Single(Items(result, "Blockers"));
        Assert.Equal(("permissionsBoundary", "implicit"), (Text(blocker, "Layer"), Text(blocker, "Kind")));
    }

    [Fact]
    public void Statements_of_organization_policies_stand_in_the_blockers()
    {
        var level = new JsonObject { ["ServiceControlPolicyInputList"] = new JsonArray(AllowAll, DenyAll) };
        var result = Result(Request(("OrderedOrganizationPolicyInputList", new JsonArray(level))));
        Assert.Empty(Items(result, "MatchedStatements"));
        var blocker = Assert.Single(Items(result, "Blockers"));
        Assert.Equal("OrderedOrganizationPolicyInputList.1.ServiceControlPolicyInputList.2", Text(blocker, "SourcePolicyId"));
        Assert.Equal(("serviceControlPolicy", "explicit"), (Text(blocker, "Layer"), Text(blocker, "Kind")));
    }

    [Fact]
    public void Text_has_positions_and_an_object_has_none()
    {
        var text = Items(Result(Request(("PolicyInputList", new JsonArray("\n " + AllowAll)))), "MatchedStatements")[0];
        Assert.Equal((2, 15), (Number(text, "StartPosition", "Line"), Number(text, "StartPosition", "Column")));
        Assert.Equal(2, Number(text, "EndPosition", "Line"));
        var given = Items(Result(Request(("PolicyInputList", new JsonArray(Json(AllowAll))))), "MatchedStatements")[0];
        Assert.Equal(["SourcePolicyId", "SourcePolicyType"], given.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void The_boundary_has_a_detail_only_if_one_is_given()
    {
        Assert.False(Result(Request()).TryGetProperty("PermissionsBoundaryDecisionDetail", out _));
        Assert.True(Boundary(AllowAll));
        Assert.False(Boundary(AllowNothing));
        Assert.False(Boundary(DenyAll));
        static bool Boundary(string document) => Result(Request(("PermissionsBoundaryPolicyInputList", new JsonArray(document))))
            .GetProperty("PermissionsBoundaryDecisionDetail").GetProperty("AllowedByPermissionsBoundary").GetBoolean();
    }

    private static int Number(JsonElement element, string position, string name) =>
        element.GetProperty(position).GetProperty(name).GetInt32();
}
