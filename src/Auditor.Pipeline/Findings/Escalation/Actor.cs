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
    private readonly bool mayAssume = assessed.Principal.Policies.Any(policy => DocumentFacts.Of(policy.Document).AllowsAssumeRole);
    private readonly Dictionary<string, ActionView> views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> askedKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<(PolicyDocument Trust, string Role), Permission?> assumed = [];

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
            askedKeys[key] = asks = assessed.Simulator.AllPolicies.AskFor(key);
        return asks;
    }

    /// <summary>What it may certainly do, or null.</summary>
    public Permission? Hold(string action, string resource, ImmutableDictionary<string, string> keys)
    {
        var view = View(action);
        // Thousands of roles may be asked about: those that no statement tells apart share an answer.
        if (view.KeyOf(resource) is not { } key)
            return Decide(action, resource, keys);
        if (!view.Known.TryGetValue(key, out var permission))
            view.Known[key] = permission = Decide(action, resource, keys);
        return permission;
    }

    private ActionView View(string action)
    {
        if (!views.TryGetValue(action, out var view))
            views[action] = view = new ActionView(assessed.Simulator, action);
        return view;
    }

    private Permission? Decide(string action, string resource, ImmutableDictionary<string, string> keys) =>
        assessed.Simulator.EvaluateEmbedded(action, resource, keys) is { IsAllowed: true } result ? new Permission(Principal, action, result) : null;

    /// <summary>That it may certainly assume a role of the payer as things stand; over those no resource control policy has a say. Else null.</summary>
    public Permission? Assume(Principal role)
    {
        if (Principal.Arn == role.Arn || role.TrustPolicy is not { } trust)
            return null;
        // Roles of one template have one trust policy.
        var isPlain = trust.Statements.All(statement => statement.Conditions.IsEmpty) && View(RoleTrust.AssumeRole).KeyOf(role.Arn) is not null;
        var key = (trust, isPlain ? View(RoleTrust.AssumeRole).KeyOf(role.Arn)! : role.Arn);
        if (!assumed.TryGetValue(key, out var permission))
            assumed[key] = permission = MayBeTrusted(trust) ? DecideAssuming(role) : null;
        return permission;
    }

    private bool MayBeTrusted(PolicyDocument trust)
    {
        var names = TrustPolicies.Trusted(trust).ToArray();
        var isNamed = names.Any(name => name == Principal.Arn || name == Principal.SessionsArn || name == TrustPolicies.Everyone);
        return isNamed || (mayAssume && names.Contains(Principal.Account, StringComparer.Ordinal));
    }

    private Permission? DecideAssuming(Principal role) => assessed.Simulator.Caller.AssumeUntold(role, resourceControl: null) is { IsAllowed: true } result
        ? new Permission(Principal, RoleTrust.AssumeRole, result)
        : null;

    /// <summary>True if it might certainly assume a role whose trust policy named it and its session.</summary>
    public bool CouldAssume(Principal role) => assessed.Simulator.Caller.AssumeUntold(role with { Holdings = role.Holdings with { TrustPolicy = TrustInIt() } }, resourceControl: null).IsAllowed;

    private PolicyDocument TrustInIt()
    {
        var names = Principal.SessionsArn is { } sessions ? $"[\"{Principal.Arn}\",\"{sessions}/any\"]" : $"\"{Principal.Arn}\"";
        return PolicyParser.Parse($$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "AWS": {{names}} }, "Action": "sts:AssumeRole" } }""", PolicyType.Trust);
    }

    /// <summary>What the statements on an action tell apart.</summary>
    private sealed class ActionView
    {
        private readonly ResourceGroups? groups;

        public ActionView(PrincipalSimulator simulator, string action)
        {
            Statement[] statements = [.. simulator.AllPolicies.StatementsOn(action)];
            if (!simulator.IsUnreadable && Array.TrueForAll(statements, statement => statement.Conditions.IsEmpty))
                groups = new ResourceGroups(statements);
        }

        public Dictionary<string, Permission?> Known { get; } = new(StringComparer.Ordinal);

        /// <summary>The same for resources with the same answer; null if a condition may look at more than the resource.</summary>
        public string? KeyOf(string resource) => groups?.KeyOf(resource);
    }
}
