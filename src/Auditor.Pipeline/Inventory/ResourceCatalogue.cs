using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Inventory;

/// <summary>The resources that an action is asked about: those of the inventory, and a probe for every resource that may come.</summary>
public sealed class ResourceCatalogue
{
    private const string ProbeId = "probe00000";
    private const string Region = "us-east-1";
    private readonly string partition;
    private readonly string owner;
    private readonly string account;
    private readonly IReadOnlyDictionary<string, ImmutableArray<string>> known;
    private readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? tags;
    private readonly ConcurrentDictionary<(string Service, string Type), ImmutableArray<string>> asked = new();
    private readonly ConcurrentDictionary<string, HashSet<string>> listed = new(StringComparer.Ordinal);
    private readonly Lazy<ConductorQuestions> conductor;

    /// <summary>Prepares the resources for the principals of one account.</summary>
    /// <param name="partition">E.g. <c>aws</c>.</param>
    /// <param name="account">The principals' account.</param>
    /// <param name="payer">The payer, which owns what Billing Conductor has; null if unknown.</param>
    /// <param name="known">The inventory's ARNs by resource type.</param>
    /// <param name="tags">Tags by ARN; null if the snapshot has none.</param>
    public ResourceCatalogue(
        string partition,
        string account,
        string? payer,
        IReadOnlyDictionary<string, ImmutableArray<string>> known,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? tags)
    {
        this.partition = partition;
        this.account = account;
        this.known = known;
        this.tags = tags;
        owner = payer ?? account;
        conductor = new Lazy<ConductorQuestions>(() => new ConductorQuestions(this, partition));
    }

    /// <summary>What every principal of the account is asked about Billing Conductor.</summary>
    internal ConductorQuestions Conductor => conductor.Value;

    /// <summary>The role that is asked about, of which the snapshot has all that matters to who assumes it; null for none.</summary>
    internal AssumableRole? Role { get; private init; }

    /// <summary>The resource that is asked about, if its own policy has a say that the snapshot does not show; null for none.</summary>
    internal UnseenResource? Unseen { get; private init; }

    /// <summary>The same resources, and one whose policy nobody knows.</summary>
    internal ResourceCatalogue WithUnseen(UnseenResource resource) => new(partition, account, owner, known, tags) { Unseen = resource };

    /// <summary>The same resources, and a role.</summary>
    internal ResourceCatalogue WithRole(AssumableRole role) => new(partition, account, owner, known, tags) { Role = role };

    /// <summary>The ARNs of one type of one service, probes last.</summary>
    /// <remarks>AWS's own pricing plans live under the account <c>aws</c> (service authorization reference of Billing Conductor).</remarks>
    public ImmutableArray<string> Of(string service, string type) => asked.GetOrAdd((service, type), static (key, all) => all.Collect(key.Service, key.Type), this);

    /// <summary>The resources of a type that the inventory lists; empty if it lists none, or was not read.</summary>
    public ImmutableArray<string> Listed(string type) => known.GetValueOrDefault(type, []);

    /// <summary>True if the inventory lists the resource, however many it has.</summary>
    public bool Lists(string type, string arn) => listed.GetOrAdd(type, static (key, all) => all.Listed(key).ToHashSet(StringComparer.Ordinal), this).Contains(arn);

    /// <summary>The ARN that stands for every Billing Conductor resource of a type that does not exist yet.</summary>
    public string Probe(string type) => $"arn:{partition}:billingconductor::{owner}:{type}/{ProbeId}";

    /// <summary>The resource of an action whose ARN a task spells out, <c>*</c> for one without; a final <c>*</c> stands for any name.</summary>
    public string Spell(TaskAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return action.ArnOf(partition, account) ?? "*";
    }

    /// <summary>A name that fits a pattern: for asking about resources of which only the policies know the names.</summary>
    public static string Instance(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return pattern.Replace("*", ProbeId, StringComparison.Ordinal).Replace('?', '0');
    }

    /// <summary>A resource's tags; null if they are not known.</summary>
    public IReadOnlyDictionary<string, string>? TagsOf(string arn) => tags?.GetValueOrDefault(arn);

    /// <summary>True for an ARN that stands for resources to come.</summary>
    public static bool IsProbe(string arn) => arn.EndsWith("/" + ProbeId, StringComparison.Ordinal);

    private ImmutableArray<string> Collect(string service, string type)
    {
        if (!ServiceCatalog.Default.Services.TryGetValue(service, out var row) || !row.ResourceTypes.TryGetValue(type, out var resourceType))
            return ["*"];
        var arns = new SortedSet<string>(known.GetValueOrDefault(type, []), StringComparer.Ordinal);
        if (service != ServiceCatalog.BillingConductor)
            return [.. arns, .. OtherProbes(type, resourceType)];
        if (type == "pricingplan")
            arns.Add($"arn:{partition}:billingconductor::aws:pricingplan/BasicPricingPlan");
        return [.. arns, Probe(type)];
    }

    /// <summary>Billing views belong to the payer, one for each billing group; the account's own view has a fixed name.</summary>
    private IEnumerable<string> OtherProbes(string type, CatalogResourceType resourceType)
    {
        if (type == "billingview")
        {
            yield return $"arn:{partition}:billing::{owner}:billingview/billing-group-000000000000";
            yield return $"arn:{partition}:billing::{account}:billingview/primary";
        }
        else
        {
            yield return resourceType.ArnOf(partition, Region, account, ProbeId);
        }
    }
}
