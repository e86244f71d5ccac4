using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Pipeline.Explain;

namespace Auditor.Pipeline.Tests.Explain;

/// <summary>A text or event and what must be read from it. A member that is not expected must be null, false or zero.</summary>
internal sealed record DenialCase(string File, string Name, string Input, JsonArray Expected, JsonObject Json)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "test", "Auditor.Pipeline.Tests", "Explain", "Denials", "Denials");

    public static IReadOnlyList<DenialCase> All { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).SelectMany(
            path => JsonNode.Parse(System.IO.File.ReadAllText(path))!.AsArray().Select(json => Of(Path.GetFileName(path), json!.AsObject()))),
    ];

    public string? Problem => (string?)Json["problem"];

    public int Count(string name) => (int?)Json[name] ?? 0;

    /// <summary>All members of a denial that say something.</summary>
    public static JsonObject Describe(Denial denial)
    {
        var members = new (string Name, JsonNode? Value)[]
        {
            ("source", Camel(denial.Source)),
            ("principalArn", denial.PrincipalArn),
            ("principalId", denial.PrincipalId),
            ("roleArn", denial.RoleArn),
            ("roleName", denial.RoleName),
            ("sessionName", denial.SessionName),
            ("permissionSet", denial.PermissionSet),
            ("action", denial.Action),
            ("eventAction", denial.EventAction),
            ("resource", denial.Resource),
            ("errorCode", denial.ErrorCode),
            ("errorMessage", denial.ErrorMessage),
            ("layer", denial.Reason.Layer is { } layer ? Camel(layer) : null),
            ("isExplicit", denial.Reason.IsExplicit),
            ("policyArn", denial.Reason.PolicyArn),
            ("authorizationId", denial.AuthorizationId),
            ("eventTime", denial.EventTime?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
            ("region", denial.Region),
            ("accountId", denial.AccountId),
            ("isTruncated", denial.IsTruncated ? true : null),
            ("hasEncodedMessage", denial.HasEncodedMessage ? true : null),
            ("gate", denial.Gate is { } gate ? Camel(gate) : null),
        };
        var said = members.Where(member => member.Value is not null).OrderBy(member => member.Name, StringComparer.Ordinal);
        return new JsonObject(said.Select(member => KeyValuePair.Create(member.Name, member.Value)));
    }

    public static string Sorted(JsonNode? expected)
    {
        var members = expected!.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal);
        return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString(Indented);
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static DenialCase Of(string file, JsonObject json) =>
        new(file, (string)json["name"]!, (string)json["input"]!, json["expected"]!.AsArray(), json);
}
