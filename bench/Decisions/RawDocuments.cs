using System.Text.Json;

namespace Decisions;

/// <summary>The texts of a snapshot's policies as they stand in its files, by the ids that the engine's sources have.</summary>
internal sealed class RawDocuments
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    private RawDocuments()
    {
    }

    /// <summary>Reads them all.</summary>
    public static RawDocuments Read(string snapshot)
    {
        var documents = new RawDocuments();
        foreach (var folder in Directory.GetDirectories(Path.Combine(snapshot, "accounts")).Order(StringComparer.Ordinal))
            documents.AddAccount(Path.Combine(folder, "authorization-details.json"));
        using var organization = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(snapshot, "organization.json")));
        foreach (var policy in organization.RootElement.GetProperty("Policies").EnumerateArray())
            documents.texts[Text(policy.GetProperty("PolicySummary"), "Arn")] = Text(policy, "Content");
        return documents;
    }

    /// <summary>The text of one policy.</summary>
    public string Of(string id) => texts[id];

    private void AddAccount(string file)
    {
        using var account = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var role in account.RootElement.GetProperty("RoleDetailList").EnumerateArray())
        {
            foreach (var policy in role.GetProperty("RolePolicyList").EnumerateArray())
                texts[$"{Text(role, "Arn")} {Text(policy, "PolicyName")}"] = policy.GetProperty("PolicyDocument").GetRawText();
        }

        foreach (var policy in account.RootElement.GetProperty("Policies").EnumerateArray())
        {
            var inForce = policy.GetProperty("PolicyVersionList").EnumerateArray().Single(version => version.GetProperty("IsDefaultVersion").GetBoolean());
            texts.TryAdd(Text(policy, "Arn"), inForce.GetProperty("Document").GetRawText());
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
