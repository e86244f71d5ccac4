using System.Text.Json.Nodes;

namespace Auditor.Engine.Properties;

/// <summary>What a test counted, written for <c>tools/evidence</c> if <c>AUDITOR_EVIDENCE</c> names a folder.</summary>
internal static class EvidenceFile
{
    public static void Write(string name, params (string Name, JsonNode? Value)[] members)
    {
        if (Environment.GetEnvironmentVariable("AUDITOR_EVIDENCE") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".json"), new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, member.Value))).ToJsonString());
    }
}
