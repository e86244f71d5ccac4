using System.Collections.Immutable;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>What an actor may do in the services to which it could pass a role: it chooses the Region and the names of what it makes.</summary>
internal sealed class ServiceUse(Actor actor, PayerGround ground)
{
    private const string DefaultRegion = "us-east-1";
    private readonly Statement[] allows =
        [.. actor.Principal.Policies.SelectMany(policy => policy.Document.Statements).Where(statement => statement is { IsUnreadable: false, Effect: Effect.Allow })];

    private ImmutableArray<string> regions;

    /// <summary>The permissions by which the service can be used, all in one Region; null if there is no way.</summary>
    public ImmutableArray<Permission>? Find(PassedRoleService service)
    {
        foreach (var region in Regions())
        {
            foreach (var way in service.Ways)
            {
                if (Follow(way, region) is { } permissions)
                    return permissions;
            }
        }

        return null;
    }

    /// <summary>The Region that is asked for where nothing else is said, and those that the actor's policies name.</summary>
    private ImmutableArray<string> Regions() => regions.IsDefault
        ? regions =
        [
            .. allows.SelectMany(statement => statement.Conditions.Where(clause => clause.Key.Equals(RequestKeys.RequestedRegion, StringComparison.OrdinalIgnoreCase)).SelectMany(clause => clause.Values))
                .Concat(allows.Where(statement => !statement.IsNotResource).SelectMany(statement => statement.Resources).Select(resource => resource.Text.Split(':')).Where(parts => parts.Length > 3).Select(parts => parts[3]))
                .Where(region => region.Length > 0 && !region.AsSpan().ContainsAny('*', '?', '$'))
                .Order(StringComparer.Ordinal)
                .Prepend(DefaultRegion)
                .Distinct(StringComparer.Ordinal),
        ]
        : regions;

    /// <summary>All actions of a way, those with the same kind of resource on the same one.</summary>
    private ImmutableArray<Permission>? Follow(ImmutableArray<PassedRoleNeed> way, string region)
    {
        var keys = RequestKeys.None.SetItem(RequestKeys.RequestedRegion, region);
        var permissions = ImmutableArray.CreateBuilder<Permission>();
        foreach (var resource in way.GroupBy(need => need.Resource, StringComparer.Ordinal))
        {
            string[] actions = [.. resource.Select(need => need.Action)];
            var held = Names(resource.Key, actions, region).Select(arn => Array.ConvertAll(actions, action => actor.Hold(action, arn, keys)))
                .FirstOrDefault(tried => Array.TrueForAll(tried, permission => permission is not null));
            if (held is null)
                return null;
            permissions.AddRange(held.OfType<Permission>());
        }

        return permissions.ToImmutable();
    }

    /// <summary>Any name, and those that the actor's policies ask for.</summary>
    private IEnumerable<string> Names(string resource, string[] actions, string region)
    {
        var pattern = $"arn:{ground.Partition}:" + resource.Replace("{region}", region, StringComparison.Ordinal).Replace("{account}", ground.Account, StringComparison.Ordinal);
        var wanted = Glob.Parse(ResourcePattern.Fold(pattern));
        return allows.Where(statement => !statement.IsNotResource && actions.Any(action => statement.CoversAction(action.ToLowerInvariant())))
            .SelectMany(statement => statement.Resources)
            .Where(text => !text.HasVariables)
            .Select(text => Instance(text.Text, region))
            .Where(arn => wanted.Matches(ResourcePattern.Fold(arn)))
            .Prepend(ResourceCatalogue.Instance(pattern))
            .Distinct(StringComparer.Ordinal);
    }

    private string Instance(string text, string region)
    {
        var parts = text.Split(':', Engine.Arns.Arn.PartCount);
        if (parts.Length < Engine.Arns.Arn.PartCount)
            return text;
        if (parts[3] == "*")
            parts[3] = region;
        if (parts[4] == "*")
            parts[4] = ground.Account;
        return ResourceCatalogue.Instance(string.Join(':', parts));
    }
}
