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

    /// <summary>What becomes of each item of a list, which is told its place from 1; null if there is no list.</summary>
    public ImmutableArray<T>? Each<T>(string name, Func<JsonElement, int, T> read)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            throw new InvalidSimulationInputException($"`{Path}{name}` must be a list");
        var items = ImmutableArray.CreateBuilder<T>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
            items.Add(read(item, items.Count + 1));
        return items.MoveToImmutable();
    }

    public ImmutableArray<string>? Texts(string name)
    {
        var path = Path + name;
        return Each(name, (item, place) => TextOf(item, path, place));
    }

    public ImmutableArray<SimulationMembers>? Objects(string name) => Each(name, (item, place) => item.ValueKind == JsonValueKind.Object
        ? new SimulationMembers(item, $"{Path}{name}.{place}.")
        : throw new InvalidSimulationInputException($"`{Path}{name}.{place}` must be an object"));

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
