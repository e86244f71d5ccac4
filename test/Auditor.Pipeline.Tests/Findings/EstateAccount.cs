using System.Text.Json.Nodes;

namespace Auditor.Pipeline.Findings;

/// <summary>One account of an estate, as GetAccountAuthorizationDetails tells it.</summary>
internal sealed class EstateAccount(string id)
{
    public string Id => id;

    public List<EstateHolder> Roles { get; } = [];

    public List<EstateHolder> Users { get; } = [];

    public List<EstateHolder> Groups { get; } = [];

    public JsonArray Policies { get; } = [];

    public string ToJson() => new JsonObject
    {
        ["UserDetailList"] = List(Users),
        ["GroupDetailList"] = List(Groups),
        ["RoleDetailList"] = List(Roles),
        [nameof(Policies)] = Policies.DeepClone(),
        ["IsTruncated"] = false,
    }.ToJsonString();

    public static JsonObject ManagedPolicy(string arn, Policy document, string created) => new()
    {
        ["PolicyName"] = arn[(arn.LastIndexOf('/') + 1)..],
        ["PolicyId"] = "ANPA" + arn.Length,
        ["Arn"] = arn,
        ["DefaultVersionId"] = "v3",
        ["AttachmentCount"] = 1,
        ["PolicyVersionList"] = new JsonArray(new JsonObject
        {
            ["VersionId"] = "v3",
            ["IsDefaultVersion"] = true,
            ["CreateDate"] = created,
            ["Document"] = document.ToNode(),
        }),
    };

    public static string Inventory(string account, IEnumerable<(string Type, string Id)> resources)
    {
        var lists = new JsonObject
        {
            ["BillingGroups"] = new JsonArray(),
            ["PricingPlans"] = new JsonArray(),
            ["PricingRules"] = new JsonArray(),
            ["CustomLineItems"] = new JsonArray(),
        };
        foreach (var (type, id) in resources)
            lists[ListOf(type)]!.AsArray().Add(new JsonObject { ["Arn"] = Estate.Resource(type, id, account), ["Name"] = id });
        return lists.ToJsonString();
    }

    private static string ListOf(string type) => type switch
    {
        "billinggroup" => "BillingGroups",
        "pricingplan" => "PricingPlans",
        "pricingrule" => "PricingRules",
        _ => "CustomLineItems",
    };

    private static JsonArray List(IEnumerable<EstateHolder> holders) => [.. holders.Select(holder => holder.ToNode())];
}
