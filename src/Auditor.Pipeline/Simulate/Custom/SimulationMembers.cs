using System.Collections.Immutable;
using System.Text.Json;

namespace Auditor.Pipeline.Simulate.Custom;

/// <summary>The members of one JSON object of a request; a member that stands twice or has another type than expected is invalid input.</summary>
internal sealed class SimulationMembers
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);

    public SimulationMembers(JsonElement element, string path)
    {
        Path = path;
        foreach (var member in element.EnumerateObject())
        {
            var name = NameOf(member, path);
            if (!members.TryAdd(name, member.Value))
                throw new InvalidSimulationInputException($"`{path}{name}` stands twice");
        }
    }

    /// <summary>Where the object stands, with a final point; empty for the request itself.</summary>
    public string Path { get; }

    public bool Has(string name) => Find(name) is not null;

    /// <summary>The member, or null if it is missing or null.</summary>
    public JsonElement? Find(string name) =>
        members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Text(string name) => Find(name) is { } value ? TextOf(value, Path + name) : null;

    public ImmutableArray<JsonElement>? Items(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            throw new InvalidSimulationInputException($"`{Path}{name}` must be a list");
        return [.. value.EnumerateArray()];
    }

    public ImmutableArray<string>? Texts(string name)
    {
        var items = Items(name);
        var path = Path + name;
        return items is null ? null : [.. items.Value.Select((item, index) => TextOf(item, path, index + 1))];
    }

    public ImmutableArray<SimulationMembers>? Objects(string name)
    {
        var items = Items(name);
        if (items is null)
            return null;
        return [.. items.Value.Select((item, index) => item.ValueKind == JsonValueKind.Object
            ? new SimulationMembers(item, $"{Path}{name}.{index + 1}.")
            : throw new InvalidSimulationInputException($"`{Path}{name}.{index + 1}` must be an object"))];
    }

    private static string NameOf(JsonProperty member, string path)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidSimulationInputException(path.Length == 0
                ? "the name of a member is not valid Unicode"
                : $"the name of a member of `{path.TrimEnd('.')}` is not valid Unicode");
        }
    }

    /// <param name="value">The text.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="place">Its place in a list, from 1; null if it stands in none.</param>
    public static string TextOf(JsonElement value, string path, int? place = null)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw new InvalidSimulationInputException($"`{PathOf(path, place)}` must be text");
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone: JSON's grammar takes it, Unicode does not.
            throw new InvalidSimulationInputException($"`{PathOf(path, place)}` is not valid Unicode");
        }
    }

    private static string PathOf(string path, int? place) => place is null ? path : $"{path}.{place}";
}
