using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA302: an organization policy is meant to guard Billing Conductor in the payer, where none of its kind binds.</summary>
public sealed class GuardrailWithoutEffect : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA302";

    /// <inheritdoc/>
    public override string Title => "An organization policy that cannot guard Billing Conductor";

    /// <inheritdoc/>
    public override bool IsAboutServiceControlPolicies => true;

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Organization is not { } organization)
            yield break;
        foreach (var policy in organization.Policies.Where(policy => policy.Document is not null))
        {
            var isServiceControl = policy.Type == PolicyType.ServiceControlPolicy;
            if (isServiceControl && !IsAboveThePayer(organization, facts.Payer, policy.Targets))
                continue;
            var naming = policy.Document!.Statements.Where(statement => Names(statement, denyOnly: isServiceControl)).ToImmutableArray();
            if (!naming.IsEmpty)
                yield return Draft(policy, isServiceControl, naming);
        }
    }

    private static bool Names(Statement statement, bool denyOnly) =>
        statement is { IsUnreadable: false, IsNotAction: false }
        && (!denyOnly || statement.Effect == Effect.Deny)
        && statement.Actions.Any(pattern => pattern.Prefix == ServiceCatalog.BillingConductor);

    /// <summary>Attached to the root, to a unit that holds the payer, or to the payer.</summary>
    private static bool IsAboveThePayer(OrganizationSnapshot organization, string? payer, ImmutableArray<string>? targets)
    {
        if (targets is not { } attached)
            return false;
        var path = payer is not null && organization.Accounts.TryGetValue(payer, out var account) ? account.Path ?? [] : [];
        return attached.Any(target => target == payer || path.Contains(target, StringComparer.Ordinal) || organization.IsRoot(target));
    }

    private static FindingDraft Draft(OrganizationPolicy policy, bool isServiceControl, ImmutableArray<Statement> naming) => new()
    {
        Subject = new FindingSubject("scp", policy.Id, policy.Arn),
        Matter = "no-effect",
        Severity = Severity.Medium,
        Title = $"{policy.Name} does not guard Billing Conductor",
        Explanation = isServiceControl
            ? $"Billing Conductor lives in the payer, and service control policies never bind the payer: {policy.Name} stops nobody there. "
                + "What binds in the payer are identity-based policies, permissions boundaries and session policies."
            : $"Billing Conductor is not among the services that resource control policies reach: {policy.Name} has no effect on it.",
        Evidence = [.. naming.Select(statement => new Evidence(policy.Arn, null, statement.Label, statement.Start.Line, statement.Start.Column, statement.Text))],
    };
}
