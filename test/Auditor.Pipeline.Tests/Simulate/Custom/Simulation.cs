using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Pipeline.Simulate.Custom;

namespace Auditor.Pipeline.Tests.Simulate.Custom;

/// <summary>Short ways to ask the simulator.</summary>
internal static class Simulation
{
    public const string Action = "billingconductor:ListBillingGroups";

    public const string AllowAll = """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    public const string DenyAll = """{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""";

    public const string AllowNothing = """{"Statement":[]}""";

    /// <summary>A request that is allowed; a member that is given replaces it or comes beside it, null takes it away.</summary>
    public static JsonObject Request(params (string Name, JsonNode? Value)[] members)
    {
        var request = new JsonObject { ["PolicyInputList"] = new JsonArray(AllowAll), ["ActionNames"] = new JsonArray(Action) };
        foreach (var (name, value) in members)
        {
            if (value is null)
                request.Remove(name);
            else
                request[name] = value;
        }

        return request;
    }

    public static JsonNode Json(string text) => JsonNode.Parse(text)!;

    public static JsonElement Answer(JsonObject request) => Answer(request.ToJsonString());

    public static JsonElement Answer(string request) => Answer(Encoding.UTF8.GetBytes(request));

    public static JsonElement Answer(byte[] request)
    {
        var output = new ArrayBufferWriter<byte>();
        CustomSimulator.Answer(request, output);
        using var document = JsonDocument.Parse(output.WrittenMemory);
        return document.RootElement.Clone();
    }

    /// <summary>The result for the request's first action.</summary>
    public static JsonElement Result(JsonObject request) => Answer(request).GetProperty("EvaluationResults")[0];

    public static string Decision(JsonObject request) => Text(Result(request), "EvalDecision");

    /// <summary>The message of an answer that must be an error.</summary>
    public static string Error(JsonElement answer)
    {
        Assert.Equal(["Id", "Error"], answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal("InvalidInput", Text(answer.GetProperty("Error"), "Code"));
        return Text(answer.GetProperty("Error"), "Message");
    }

    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static string[] Texts(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    public static JsonElement[] Items(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray()];
}
