using System.Text.Json;
using Auditor.Aws.Collect.Files;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>A refusal as <c>snapshot.json</c> holds it.</summary>
internal static class RefusalJson
{
    public static void Write(Utf8JsonWriter writer, SnapshotRefusal refusal)
    {
        writer.WriteStartObject();
        writer.Text("account", refusal.Account);
        writer.WriteString("call", refusal.Call);
        writer.Text("code", refusal.Code);
        writer.Text("permission", refusal.Permission);
        writer.Text("message", refusal.Message);
        writer.WriteEndObject();
    }

    public static SnapshotRefusal Read(JsonElement json) =>
        new(Text(json, "account"), Text(json, "call") ?? "", Text(json, "code"), Text(json, "permission"), Text(json, "message"));

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
