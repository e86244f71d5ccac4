using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Findings;

/// <summary>Follows trust policies from outside the organization inwards, role by role, each role once for each outsider.</summary>
internal sealed class TrustChains
{
    private readonly ImmutableArray<TrustingRole> roles;
    private readonly ILookup<string, TrustingRole> byTrusted;
    private readonly Dictionary<(string Caller, string Role), TrustLink?> hops = [];

    public TrustChains(ImmutableArray<TrustingRole> roles)
    {
        this.roles = [.. Leading(roles).OrderBy(role => role.Names.Arn, StringComparer.Ordinal)];
        byTrusted = this.roles.SelectMany(role => role.Names.Trusted.Select(name => (name, role))).ToLookup(pair => pair.name, pair => pair.role, StringComparer.Ordinal);
    }

    /// <summary>For each outsider and each role that he can come to and that can write, or leads to one that can, the shortest way; of equal ones the first in ordinal order.</summary>
    public IEnumerable<TrustChain> Find() =>
        roles.SelectMany(role => role.Outside).Select(outside => outside.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(From);

    private static IEnumerable<TrustingRole> Leading(ImmutableArray<TrustingRole> roles)
    {
        var leading = TrustNames.Leading([.. roles.Select(role => role.Names)]);
        return roles.Where(role => leading.Contains(role.Names.Arn));
    }

    private IEnumerable<TrustChain> From(string outsider)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var level = roles.SelectMany(role => role.Outside.Where(outside => outside.Name == outsider)
            .Select(outside => new TrustChain(outsider, [new TrustLink(role, outside.Keys, outside.Statements)]))).ToList();
        visited.UnionWith(level.Select(chain => chain.End.Names.Arn));
        for (var trusts = 1; ; trusts++)
        {
            foreach (var chain in level)
                yield return chain;
            if (trusts == TrustNames.MostTrusts)
                yield break;
            level = [.. level.SelectMany(chain => Next(chain, visited)).ToArray()];
        }
    }

    private IEnumerable<TrustChain> Next(TrustChain chain, HashSet<string> visited)
    {
        foreach (var role in Candidates(chain.End.Role).Where(role => !visited.Contains(role.Names.Arn)))
        {
            if (Hop(chain.End, role) is not { } link)
                continue;
            visited.Add(role.Names.Arn);
            yield return chain with { Links = chain.Links.Add(link) };
        }
    }

    /// <summary>The roles whose trust policy may mean the caller, in ordinal order.</summary>
    private IEnumerable<TrustingRole> Candidates(Principal caller) => TrustPolicies.NamesOf(caller)
        .SelectMany(name => byTrusted[name]).DistinctBy(role => role.Names.Arn, StringComparer.Ordinal).OrderBy(role => role.Names.Arn, StringComparer.Ordinal);

    private TrustLink? Hop(TrustingRole caller, TrustingRole role)
    {
        var key = (caller.Names.Arn, role.Names.Arn);
        if (!hops.TryGetValue(key, out var link))
            hops[key] = link = Decide(caller, role);
        return link;
    }

    /// <summary>A hop that depends on service control policies that nobody has read cannot be told, so it is none.</summary>
    private static TrustLink? Decide(TrustingRole caller, TrustingRole role)
    {
        var result = caller.Caller.AssumeUntold(role.Role, role.Setting.ResourceControlPolicies);
        return result.Decision is Decision.Allowed or Decision.Conditional && !result.UnknownKeys.Any(ContextKeys.IsProviso)
            ? new TrustLink(role, result.UnknownKeys, OutsideTrust.StatementsOf(result))
            : null;
    }
}
