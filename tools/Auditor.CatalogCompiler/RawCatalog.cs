using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.CatalogCompiler;

/// <summary>The raw data as it stands in the data folder; a member that these types do not name is an error.</summary>
public sealed record RawCatalog
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public required IReadOnlyDictionary<string, RawService> Services { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<string>> ActionNames { get; init; }

    public required RawGlobalKeys GlobalKeys { get; init; }

    public required RawPrefixList ResourceControlPolicyServices { get; init; }

    public required RawActionList Retired { get; init; }

    public required RawPolicyHistory ManagedPolicies { get; init; }

    public required RawSources Sources { get; init; }

    public static RawCatalog Read(string folder) => new()
    {
        Services = ReadFile<Dictionary<string, RawService>>(folder, "service-reference.json"),
        ActionNames = ReadFile<Dictionary<string, IReadOnlyList<string>>>(folder, "all-actions.json"),
        GlobalKeys = ReadFile<RawGlobalKeys>(folder, "global-condition-keys.json"),
        ResourceControlPolicyServices = ReadFile<RawPrefixList>(folder, "rcp-services.json"),
        Retired = ReadFile<RawActionList>(folder, "retired-actions.json"),
        ManagedPolicies = ReadFile<RawPolicyHistory>(folder, "managed-policy-history.json"),
        Sources = ReadFile<RawSources>(folder, "data-sources.json"),
    };

    private static T ReadFile<T>(string folder, string name)
    {
        using var stream = File.OpenRead(Path.Combine(folder, name));
        return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new InvalidDataException($"`{name}` is null");
    }
}
