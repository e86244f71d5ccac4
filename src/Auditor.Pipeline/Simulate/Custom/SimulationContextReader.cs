using System.Text.Json;
using Auditor.Engine.Arns;
using Auditor.Engine.Conditions;
using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Simulate.Custom;

/// <summary>Reads <c>ContextEntries</c>, and adds what <c>CallerArn</c> says about the principal.</summary>
internal static class SimulationContextReader
{
    private const string ListSuffix = "List";

    public static GivenContext Read(SimulationMembers request, string? caller)
    {
        var entries = new Dictionary<string, ContextValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in request.Objects("ContextEntries") ?? [])
        {
            var name = entry.Text("ContextKeyName") ?? throw new InvalidSimulationInputException($"`{entry.Path}ContextKeyName` is missing");
            if (!entries.TryAdd(name, Value(entry)))
                throw new InvalidSimulationInputException($"the context key `{name}` is given twice");
        }

        if (Arn.TryParse(caller, out var arn))
        {
            entries.TryAdd("aws:PrincipalArn", ContextValue.Of(PrincipalArn(arn)));
            entries.TryAdd("aws:PrincipalAccount", ContextValue.Of(arn.Account));
        }

        return new GivenContext(entries);
    }

    /// <summary>For a session AWS gives the role's ARN, not the session's.</summary>
    private static string PrincipalArn(Arn caller) =>
        caller is { Service: "sts" } && caller.Resource.Split('/') is ["assumed-role", var role, ..]
            ? $"arn:{caller.Partition}:iam::{caller.Account}:role/{role}"
            : caller.ToString();

    private static ContextValue Value(SimulationMembers entry)
    {
        var type = entry.Text("ContextKeyType") ?? "string";
        var isList = type.EndsWith(ListSuffix, StringComparison.Ordinal);
        var itemType = isList ? type[..^ListSuffix.Length] : type;
        if (!IsKnownType(itemType))
            throw new InvalidSimulationInputException($"`{entry.Path}ContextKeyType` is `{type}`, which is no type of a context key");
        var values = entry.Each("ContextKeyValues", (item, place) => Scalar(item, $"{entry.Path}ContextKeyValues.{place}")) ?? [];
        foreach (var value in values.Where(value => !IsOfType(value, itemType)))
            throw new InvalidSimulationInputException($"`{entry.Path}ContextKeyValues`: `{value}` is not of type {itemType}");
        return !isList && values.Length == 1 ? ContextValue.Of(values[0]) : ContextValue.Many(values);
    }

    private static string Scalar(JsonElement item, string path) => item.ValueKind switch
    {
        JsonValueKind.Number => item.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => SimulationMembers.TextOf(item, path),
    };

    private static bool IsKnownType(string type) => type is "string" or "numeric" or "boolean" or "ip" or "binary" or "date";

    private static bool IsOfType(string value, string type) => type switch
    {
        "numeric" => ContextValueTypes.IsNumeric(value),
        "boolean" => ContextValueTypes.IsBoolean(value),
        "ip" => ContextValueTypes.IsAddress(value),
        "binary" => ContextValueTypes.IsBinary(value),
        "date" => ContextValueTypes.IsDate(value),
        _ => true,
    };
}
