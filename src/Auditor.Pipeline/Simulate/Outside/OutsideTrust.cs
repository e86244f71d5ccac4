using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>Somebody outside the organization who can assume a role without having been told an external id.</summary>
/// <param name="Name"><c>*</c>, the account's twelve digits, or a foreign organization's id.</param>
/// <param name="Keys">The context keys that it depends on, in ordinal order; empty if it is certain.</param>
/// <param name="Statements">The statements of the trust policy that let him in.</param>
public sealed record OutsideTrust(string Name, ImmutableArray<string> Keys, ImmutableArray<Statement> Statements)
{
    private static readonly ImmutableArray<SourcedPolicy> WhatOutsidersAllowThemselves =
    [
        new(new PolicySource("outside", "outside"), PolicyParser.Parse("""{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }""", PolicyType.IdentityBased)),
    ];

    /// <summary>Everyone outside who can assume the role, each name once, in ordinal order.</summary>
    /// <param name="role">The role.</param>
    /// <param name="resourceControl">The resource control policies over it; null if none has a say.</param>
    /// <param name="frame">The organization.</param>
    public static ImmutableArray<OutsideTrust> Of(Principal role, ImmutableArray<OrganizationLevel>? resourceControl, AuditFrame frame)
    {
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(frame);
        if (role.TrustPolicy is not { } trust)
            return [];
        var callers = new OutsideCallers(trust, frame.Membership, frame.Partition);
        if (callers.AreNone)
            return [];
        var asked = OutsideQuestions.Of(trust, resourceControl);
        var policies = new PoliciesInEffect { Identity = WhatOutsidersAllowThemselves, ResourceControlPolicies = resourceControl };
        OutsideTrust[] all =
        [
            .. callers.Find(asked.Organization)
                .Select(outsider => (outsider.Name, Result: Try(outsider, role, policies, asked.ExternalId, frame)))
                .Where(tried => tried.Result is { Decision: Decision.Allowed or Decision.Conditional })
                .GroupBy(tried => tried.Name, StringComparer.Ordinal)
                .OrderBy(tries => tries.Key, StringComparer.Ordinal)
                .Select(tries => Of(tries.Key, tries.Select(tried => tried.Result!).MaxBy(result => result.Decision)!)),
        ];
        var everyone = Array.Find(all, outside => outside.Name == OutsideCaller.Everyone);
        return [.. all.Where(outside => everyone is null || outside == everyone || outside.IsNamed || (outside.Keys.IsEmpty && !everyone.Keys.IsEmpty))];
    }

    /// <summary>True if a statement that lets him in names him or a principal of his: not everyone, of whom he is one.</summary>
    private bool IsNamed => Statements.Any(statement => statement.Principal is { IsNotPrincipal: false } element && element.Entries.Any(entry => entry.OwnerAccount == Name));

    /// <summary>Without external id, and with one that he made up; null if he is kept out either way.</summary>
    private static EvaluationResult? Try(OutsideCaller outsider, Principal role, PoliciesInEffect policies, bool isExternalIdAsked, AuditFrame frame)
    {
        var context = new OutsideContext(outsider, role, frame.Organization, frame.AsOf, frame.Partition);
        var (none, madeUp) = (AssumingCaller.NoExternalId(context), AssumingCaller.MadeUpExternalId(context));
        var caller = new PrincipalEntry(PrincipalEntry.Aws, outsider.Arn);
        var trust = role.Trust;
        if (!isExternalIdAsked)
            return MayPass(none) ? Explain(none) : null;
        return MayPass(none) || MayPass(madeUp) ? AssumingCaller.Better(Explain(none), () => Explain(madeUp)) : null;

        bool MayPass(Engine.Requests.RequestContext with) => RoleTrust.Decide(role.Arn, trust, caller, with, policies) is Decision.Allowed or Decision.Conditional;

        EvaluationResult Explain(Engine.Requests.RequestContext with) => RoleTrust.Evaluate(role.Arn, trust, caller, with, policies);
    }

    private static OutsideTrust Of(string name, EvaluationResult result) => new(name, result.UnknownKeys, StatementsOf(result));

    /// <summary>The statements of a role's trust policy that let somebody in.</summary>
    internal static ImmutableArray<Statement> StatementsOf(EvaluationResult result) =>
    [
        .. result.MatchedStatements.Where(match => match is { Layer: PolicyLayer.ResourcePolicy, Statement.Effect: Effect.Allow }).Select(match => match.Statement),
    ];
}
