using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>A principal of the payer as one who may change others. Not for several threads at once.</summary>
internal sealed class Actor(AssessedPrincipal assessed)
{
    private readonly ulong may = EscalationActions.Of(assessed.Principal.Policies);
    private readonly Dictionary<string, bool> askedKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Permission?> assumed = new(StringComparer.Ordinal);

    /// <summary>The principal with its verdicts.</summary>
    public AssessedPrincipal Assessed => assessed;

    /// <summary>The principal.</summary>
    public Principal Principal => assessed.Principal;

    /// <summary>True if some policy may allow one of <see cref="EscalationActions"/> somewhere.</summary>
    public bool May(string action) => (may & EscalationActions.Bit(action)) != 0;

    /// <summary>True if it may do anything of the kind.</summary>
    public bool MayAnything => may != 0;

    /// <summary>True if a statement of any layer asks for a context key whose name begins like this.</summary>
    public bool AsksFor(string key)
    {
        if (!askedKeys.TryGetValue(key, out var asks))
            askedKeys[key] = asks = assessed.Simulator.AsksFor(key);
        return asks;
    }

    /// <summary>What it may certainly do, or null.</summary>
    public Permission? Hold(string action, string resource, ImmutableDictionary<string, string> keys) =>
        assessed.Simulator.EvaluateEmbedded(action, resource, keys) is { IsAllowed: true } result ? new Permission(Principal, action, result) : null;

    /// <summary>That it may certainly assume a role as things stand, or null.</summary>
    public Permission? Assume(Principal role)
    {
        if (!assumed.TryGetValue(role.Arn, out var permission))
            assumed[role.Arn] = permission = AssumeBy(assessed, role);
        return permission;
    }

    /// <summary>That a principal may certainly assume a role of the payer, over which no resource control policy has a say; else null.</summary>
    public static Permission? AssumeBy(AssessedPrincipal caller, Principal role)
    {
        if (caller.Principal.Arn == role.Arn || !TrustPolicies.Trusted(role.TrustPolicy).Intersect(TrustPolicies.NamesOf(caller.Principal), StringComparer.Ordinal).Any())
            return null;
        var result = caller.Simulator.Caller.AssumeUntold(role, resourceControl: null);
        return result.IsAllowed ? new Permission(caller.Principal, RoleTrust.AssumeRole, result) : null;
    }

    /// <summary>True if it might certainly assume a role whose trust policy named it and its session.</summary>
    public bool CouldAssume(Principal role) => assessed.Simulator.Caller.AssumeUntold(role with { TrustPolicy = TrustInIt() }, resourceControl: null).IsAllowed;

    private PolicyDocument TrustInIt()
    {
        var names = Principal.SessionsArn is { } sessions ? $"[\"{Principal.Arn}\",\"{sessions}/any\"]" : $"\"{Principal.Arn}\"";
        return PolicyParser.Parse($$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "AWS": {{names}} }, "Action": "sts:AssumeRole" } }""", PolicyType.Trust);
    }
}
