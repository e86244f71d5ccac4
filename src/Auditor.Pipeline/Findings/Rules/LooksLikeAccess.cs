using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA401: a grant that looks like access to Billing Conductor and is none.</summary>
public sealed class LooksLikeAccess : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA401";

    /// <inheritdoc/>
    public override string Title => "Looks like access to Billing Conductor, and is none";

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Policies.SelectMany(policy => ByPrefix(facts, policy).Concat(ByName(facts, policy))).Concat(ByPermissionSet(facts));
    }

    private static IEnumerable<FindingDraft> ByPrefix(AuditFacts facts, PolicyUse policy)
    {
        if (!policy.Facts.AllowsBillingPrefix && !policy.Reference.IsJobFunctionBilling)
            yield break;
        ImmutableArray<Principal> holders = [.. policy.Holders.Where(holder => facts.Find(holder) is { IsJudged: true, Held: 0, Unknown: 0 })];
        if (holders.IsEmpty)
            yield break;
        var statements = policy.Document.Statements
            .Where(statement => !statement.IsUnreadable && statement.Effect == Effect.Allow && !statement.IsNotAction
                && statement.Actions.Any(pattern => pattern.Prefix == "billing"))
            .ToImmutableArray();
        yield return new FindingDraft
        {
            Subject = facts.Subjects.Of(policy.Reference, [.. statements.Where(IsBillingStar)]),
            Matter = "billing-prefix",
            Severity = SeverityOf(facts, holders),
            Title = $"{policy.Reference.Name} grants nothing in Billing Conductor",
            Explanation = "The prefix `billing` belongs to another service: `billing:*` and the job function Billing grant none of Billing Conductor's actions, "
                + "whose prefix is `billingconductor`. These principals cannot use it at all.",
            Account = policy.Reference.Account,
            Principals = [.. holders.Select(RuleWords.Principal)],
            Actions = ["billing:*"],
            Evidence = [.. statements.Select(statement => Evidence.Of(policy.Reference, statement))],
        };
    }

    private static bool IsBillingStar(Statement statement) =>
        statement.Actions.Any(pattern => pattern.Text.Equals("billing:*", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<FindingDraft> ByName(AuditFacts facts, PolicyUse policy)
    {
        if (policy.Reference.Origin != PolicyOrigin.CustomerManaged || !IsNamedConductor(policy.Reference.Name) || policy.Facts is not { Allowed: 0, IsUnreadable: false })
            yield break;
        yield return Named(facts, SubjectResolver.Of(policy.Reference), policy.Reference.Name, policy.Reference.Account,
            [.. policy.Holders.Where(holder => facts.Find(holder) is not { IsJudged: false })]);
    }

    private static IEnumerable<FindingDraft> ByPermissionSet(AuditFacts facts) => facts.Principals
        .Where(assessed => assessed.Principal.PermissionSet is { } name && IsNamedConductor(name))
        .Where(assessed => assessed.Facts.IsSilent)
        .Select(assessed => Named(facts, SubjectResolver.Of(assessed.Principal), assessed.Principal.PermissionSet!, assessed.Principal.Account, [assessed.Principal]));

    private static FindingDraft Named(AuditFacts facts, FindingSubject subject, string name, string account, ImmutableArray<Principal> holders) => new()
    {
        Subject = subject with { Kind = "policy" },
        Matter = "name",
        Severity = SeverityOf(facts, holders),
        Title = $"{name} grants nothing in Billing Conductor",
        Explanation = $"{name} bears Billing Conductor in its name and allows none of its actions.",
        Account = account,
        Principals = [.. holders.Select(RuleWords.Principal)],
    };

    private static bool IsNamedConductor(string name) => name.Contains("conductor", StringComparison.OrdinalIgnoreCase);

    private static Severity SeverityOf(AuditFacts facts, ImmutableArray<Principal> holders) =>
        holders.Any(holder => facts.Find(holder) is { Expectation.UsesBillingConductor: true })
            ? Severity.Medium
            : Severity.Low;
}
