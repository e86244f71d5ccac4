using System.Globalization;
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

    /// <summary>A policy in its third version; older ones from the second on backwards.</summary>
    public static JsonObject ManagedPolicy(string arn, Policy document, string created, params Policy[] older) => new()
    {
        ["PolicyName"] = arn[(arn.LastIndexOf('/') + 1)..],
        ["PolicyId"] = "ANPA" + arn.Length,
        ["Arn"] = arn,
        ["DefaultVersionId"] = "v3",
        ["AttachmentCount"] = 1,
        ["PolicyVersionList"] = new JsonArray([Version(3, document, created), .. older.Select((text, index) => Version(2 - index, text, "2024-01-01T00:00:00Z"))]),
    };

    /// <summary>A policy with versions of these numbers, all with the same text; the first is in force.</summary>
    public static JsonObject NumberedVersions(string arn, Policy document, int[] numbers)
    {
        var policy = ManagedPolicy(arn, document, "2026-10-01T00:00:00Z");
        policy["DefaultVersionId"] = string.Create(CultureInfo.InvariantCulture, $"v{numbers[0]}");
        policy["PolicyVersionList"] = new JsonArray([.. numbers.Select(number => Version(number, document, "2026-10-01T00:00:00Z", number == numbers[0]))]);
        return policy;
    }

    private static JsonObject Version(int number, Policy document, string created, bool? isDefault = null) => new()
    {
        ["VersionId"] = string.Create(CultureInfo.InvariantCulture, $"v{number}"),
        ["IsDefaultVersion"] = isDefault ?? number == 3,
        ["CreateDate"] = created,
        ["Document"] = document.ToNode(),
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
