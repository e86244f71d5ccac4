using System.Text.Json.Nodes;

namespace Auditor.Pipeline.Findings;

/// <summary>The organization of an estate, as the README's script merges it.</summary>
internal sealed class EstateOrganization
{
    public const string Id = "o-exampleorg1";
    public const string Root = "r-exam";
    public const string MemberUnit = "ou-exam-members1";

    private readonly SortedDictionary<string, string> units = new(StringComparer.Ordinal) { [MemberUnit] = Root };
    private readonly Dictionary<string, string> parents = new(StringComparer.Ordinal) { [Estate.Payer] = Root };
    private readonly HashSet<string> withoutFullAccess = new(StringComparer.Ordinal);
    private readonly List<(string Id, string Type, Policy Document, string[] Targets)> policies = [];

    public void Place(string account, string unit, string parent)
    {
        units[unit] = parent;
        parents[account] = unit;
    }

    public void WithoutFullAccess(string node) => withoutFullAccess.Add(node);

    public void Add(string id, string type, Policy document, string[] targets) => policies.Add((id, type, document, targets));

    public string ToJson(IEnumerable<string> accounts)
    {
        var ids = accounts.ToArray();
        string[] nodes = [Root, .. units.Keys, .. ids];
        JsonArray all =
        [
            FullAccess("p-FullAWSAccess", "SERVICE_CONTROL_POLICY", [.. nodes.Where(node => !withoutFullAccess.Contains(node))]),
        ];
        if (HasResourceControl)
            all.Add(FullAccess("p-RCPFullAWSAccess", "RESOURCE_CONTROL_POLICY", nodes));
        foreach (var (id, type, document, targets) in policies)
            all.Add(PolicyNode(id, type, document.ToNode().ToJsonString(), targets));
        return new JsonObject
        {
            ["Organization"] = new JsonObject { ["Id"] = Id, ["MasterAccountId"] = Estate.Payer, ["FeatureSet"] = "ALL" },
            ["Roots"] = new JsonArray(new JsonObject { ["Id"] = Root, ["Name"] = "Root", ["PolicyTypes"] = EnabledTypes() }),
            ["OrganizationalUnits"] = new JsonArray([.. units.Select(unit => Unit(unit.Key, unit.Value))]),
            ["Accounts"] = new JsonArray([.. ids.Select(Account)]),
            ["Policies"] = all,
        }.ToJsonString();
    }

    private bool HasResourceControl => policies.Any(policy => policy.Type == "RESOURCE_CONTROL_POLICY");

    private JsonArray EnabledTypes()
    {
        JsonArray types = [new JsonObject { ["Type"] = "SERVICE_CONTROL_POLICY", ["Status"] = "ENABLED" }];
        if (HasResourceControl)
            types.Add(new JsonObject { ["Type"] = "RESOURCE_CONTROL_POLICY", ["Status"] = "ENABLED" });
        return types;
    }

    private JsonObject Account(string id) => new()
    {
        ["Id"] = id,
        ["Name"] = "account " + id,
        ["State"] = "ACTIVE",
        ["ParentId"] = parents.GetValueOrDefault(id, MemberUnit),
    };

    private static JsonObject Unit(string id, string parent) => new() { ["Id"] = id, ["Name"] = id, ["ParentId"] = parent };

    private static JsonObject FullAccess(string id, string type, string[] targets)
    {
        var policy = PolicyNode(id, type, null, targets);
        policy["PolicySummary"]!["AwsManaged"] = true;
        return policy;
    }

    private static JsonObject PolicyNode(string id, string type, string? content, string[] targets)
    {
        var node = new JsonObject
        {
            ["PolicySummary"] = new JsonObject
            {
                ["Id"] = id,
                ["Arn"] = $"arn:aws:organizations::{Estate.Payer}:policy/{Id}/{type.ToLowerInvariant()}/{id}",
                ["Name"] = "name of " + id,
                ["Type"] = type,
                ["AwsManaged"] = false,
            },
            ["Targets"] = new JsonArray([.. targets.Select(target => new JsonObject { ["TargetId"] = target })]),
        };
        if (content is not null)
            node["Content"] = content;
        return node;
    }
}
