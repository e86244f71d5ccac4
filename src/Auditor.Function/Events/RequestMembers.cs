using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Auditor.Function.Events;

/// <summary>The members of a request's object; whatever is not as it should be is said with its name.</summary>
internal sealed class RequestMembers
{
    private const int LongestRunId = 64;
    private readonly JsonElement value;
    private readonly string place;

    /// <exception cref="InvalidRequestException">The value is no object, or names a member twice.</exception>
    public RequestMembers(JsonElement value, string place)
    {
        this.value = value;
        this.place = place;
        if (value.ValueKind != JsonValueKind.Object)
            throw new InvalidRequestException($"`{place}`: expected an object, found {EventReader.Kind(value)}");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (value.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !seen.Add(name)) is { } twice)
            throw new InvalidRequestException($"`{place}`: the member {EventReader.Quote(twice)} is there twice");
    }

    public InvalidRequestException Expected(string name, string what) => new(
        value.TryGetProperty(name, out var found)
            ? $"`{place}.{name}`: expected {what}, found {(found.ValueKind == JsonValueKind.String ? EventReader.Quote(found.GetString()!) : EventReader.Kind(found))}"
            : $"`{place}`: expected the member `{name}`: {what}");

    public void AllowOnly(params string[] known)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (!known.Contains(member.Name, StringComparer.Ordinal))
                throw new InvalidRequestException($"`{place}`: unknown member {EventReader.Quote(member.Name)}; known {(known.Length == 0 ? "is none" : "are " + string.Join(", ", known))}");
        }
    }

    /// <summary>Text, or null if the member is absent or null.</summary>
    public string? Text(string name, string what)
    {
        if (!value.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            return null;
        return member.ValueKind == JsonValueKind.String ? member.GetString() : throw Expected(name, what);
    }

    /// <summary>Any value, or null if the member is absent or null.</summary>
    public JsonElement? Value(string name) => value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public bool? Flag(string name)
    {
        if (!value.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            return null;
        return member.ValueKind is JsonValueKind.True or JsonValueKind.False ? member.GetBoolean() : throw Expected(name, "true or false");
    }

    public int? Number(string name, int least, int most)
    {
        if (!value.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            return null;
        return member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Expected(name, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
    }

    public DateTimeOffset? Moment(string name)
    {
        const string What = "a moment such as `2026-11-25T06:00:00Z`";
        if (Text(name, What) is null)
            return null;
        return value.GetProperty(name).TryGetDateTimeOffset(out var moment) ? moment : throw Expected(name, What);
    }

    /// <summary>A name that is also part of keys in the bucket.</summary>
    public string? RunId(string name)
    {
        const string What = "a run's name: letters, digits, hyphens and underscores, at most 64";
        if (Text(name, What) is not { } text)
            return null;
        return IsRunId(text) ? text : throw Expected(name, What);
    }

    public ImmutableArray<T> List<T>(string name, string what, Func<string, T?> parse)
        where T : class
    {
        if (!value.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
            return [];
        if (list.ValueKind != JsonValueKind.Array)
            throw Expected(name, "a list, each item " + what);
        var items = ImmutableArray.CreateBuilder<T>();
        foreach (var item in list.EnumerateArray())
        {
            var text = item.ValueKind == JsonValueKind.String ? item.GetString()! : null;
            items.Add((text is null ? null : parse(text)) ?? throw new InvalidRequestException(string.Create(
                CultureInfo.InvariantCulture,
                $"`{place}.{name}[{items.Count}]`: expected {what}, found {(text is null ? EventReader.Kind(item) : EventReader.Quote(text))}")));
        }

        return items.ToImmutable();
    }

    internal static bool IsRunId(string text) =>
        text.Length is > 0 and <= LongestRunId && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
