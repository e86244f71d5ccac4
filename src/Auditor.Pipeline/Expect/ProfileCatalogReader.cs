using System.Collections.Immutable;
using System.Text.Json;

namespace Auditor.Pipeline.Expect;

/// <summary>Reads profiles.json. An action is a text `prefix:Action@type,type`, or an object if there is more to say of it.</summary>
internal static class ProfileCatalogReader
{
    public static ProfileCatalog ReadEmbedded()
    {
        using var stream = typeof(ProfileCatalogReader).Assembly.GetManifestResourceStream("Auditor.Pipeline.Expect.profiles.json")
            ?? throw new InvalidOperationException("the assembly lacks its resource `profiles.json`");
        using var document = JsonDocument.Parse(stream);
        return new ProfileCatalog(
            [.. document.RootElement.GetProperty("tasks").EnumerateArray().Select(Task)],
            [.. document.RootElement.GetProperty("profiles").EnumerateArray().Select(Profile)]);
    }

    private static TaskDefinition Task(JsonElement json) => new(Text(json, "id"), Text(json, "title"))
    {
        Needs = [.. Items(json, "needs").Select(Action)],
        Companions = [.. Items(json, "companions").Select(Action)],
    };

    private static ProfileDefinition Profile(JsonElement json) => new(Text(json, "id"), Text(json, "title"))
    {
        Tasks = [.. Items(json, "tasks").Select(task => task.GetString()!)],
        Permits = [.. Items(json, "permits").Select(action => action.GetString()!)],
    };

    private static TaskAction Action(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            return ActionOnTypes(json.GetString()!);
        return ActionOnTypes(Text(json, "action")) with
        {
            ArnTemplate = TextOrNull(json, "arn"),
            Context = Context(json),
            ConsoleOnly = json.TryGetProperty("console", out var console) && console.GetBoolean(),
            UnlessRoleExists = TextOrNull(json, "unlessRole"),
        };
    }

    private static TaskAction ActionOnTypes(string text) => text.Split('@') switch
    {
        [var action, var types] => new TaskAction(action) { ResourceTypes = [.. types.Split(',')] },
        _ => new TaskAction(text),
    };

    private static ImmutableArray<FixedContextValue> Context(JsonElement json) =>
        json.TryGetProperty("context", out var context)
            ? [.. context.EnumerateObject().Select(key => new FixedContextValue(key.Name, key.Value.GetString()!))]
            : [];

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    private static string? TextOrNull(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) ? value.GetString() : null;

    private static JsonElement[] Items(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) ? [.. value.EnumerateArray()] : [];
}
