using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Auditor.Pipeline.Explain;

namespace Auditor.Function.Events;

/// <summary>Reads <c>{"explain":{…}}</c>: the members are named as the options of <c>auditor explain</c>.</summary>
internal static class ExplainRequestReader
{
    private const string ContextValue = "text, a list of texts, or null for a key that the call lacked";

    public static ExplainRequest Read(RequestMembers members)
    {
        members.AllowOnly("principal", "action", "resource", "context", "message", "event");
        var question = Question(members);
        var message = members.Text("message", "the text of an AccessDenied error");
        var record = members.Value("event");
        if ((question is null ? 0 : 1) + (message is null ? 0 : 1) + (record is null ? 0 : 1) != 1)
            throw new InvalidRequestException("`explain`: name principal and action, or give what AWS said as message or event");
        var reading = message is not null ? DenialReader.Read(message) : record is { } json ? DenialReader.Read(Bytes(members, json)) : null;
        return reading?.Problem is { } problem
            ? throw new InvalidRequestException($"`explain.{(message is null ? "event" : "message")}`: {problem}")
            : new ExplainRequest(question, reading, Context(members));
    }

    private static ExplainQuestion? Question(RequestMembers members)
    {
        var principal = members.Text("principal", "the ARN of a role, of a user or of a role's session");
        var action = members.Text("action", "an action such as `billingconductor:UpdateBillingGroup`");
        var resource = members.Text("resource", "an ARN");
        if (principal is null && action is null && resource is null)
            return null;
        return principal is not null && action is not null
            ? new ExplainQuestion(principal, action, resource)
            : throw new InvalidRequestException("`explain`: a question has both principal and action");
    }

    /// <summary>A record or an event as it is, a list of them, or the text of one.</summary>
    private static ReadOnlyMemory<byte> Bytes(RequestMembers members, JsonElement json) => Encoding.UTF8.GetBytes(json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Object or JsonValueKind.Array => json.GetRawText(),
        _ => throw members.Expected("event", "CloudTrail records or an EventBridge event: an object, a list, or its text"),
    });

    private static ImmutableSortedDictionary<string, ImmutableArray<string>?> Context(RequestMembers members)
    {
        var keys = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>?>(StringComparer.OrdinalIgnoreCase);
        if (members.Value("context") is not { } context)
            return keys.ToImmutable();
        if (context.ValueKind != JsonValueKind.Object)
            throw members.Expected("context", $"an object with a value for each context key: {ContextValue}");
        foreach (var member in context.EnumerateObject())
        {
            if (!keys.TryAdd(member.Name, Values(member)))
                throw new InvalidRequestException($"`explain.context`: the key {EventReader.Quote(member.Name)} is there twice");
        }

        return keys.ToImmutable();
    }

    private static ImmutableArray<string>? Values(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => [member.Value.GetString()!],
        JsonValueKind.Array when member.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => [.. member.Value.EnumerateArray().Select(item => item.GetString()!)],
        _ => throw new InvalidRequestException($"`explain.context`: expected {ContextValue} under {EventReader.Quote(member.Name)}, found {EventReader.Kind(member.Value)}"),
    };
}
