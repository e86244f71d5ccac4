using System.Collections.Immutable;
using System.Globalization;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA203: a principal with a profile has rights that it has not used for a long time.</summary>
public sealed class UnusedAccess : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA203";

    /// <inheritdoc/>
    public override string Title => "Access that is not used";

    /// <inheritdoc/>
    public override bool NeedsConfiguration => true;

    /// <inheritdoc/>
    public override string? WhatIsMissing(AuditFacts facts) =>
        base.WhatIsMissing(facts) ?? (facts.Usage.TellsDisuse ? null : "needs activity of as many days as auditor.json says that unused access may have");

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!facts.Usage.TellsDisuse)
            yield break;
        foreach (var assessed in facts.Principals.Where(IsConcerned).Where(assessed => facts.Usage.IsOldEnough(assessed.Principal)))
        {
            var unused = ActionMask.ActionsOf(assessed.Held & ~facts.Usage.UsedBy(assessed.Principal));
            if (!unused.IsEmpty)
                yield return Draft(assessed, unused, facts.Usage);
        }
    }

    /// <summary>Of whom the rule speaks, if the activity tells enough.</summary>
    internal static bool IsConcerned(AssessedPrincipal assessed) =>
        assessed is { IsAssigned: true, InPayer: true, IsAdministrator: false, IsJudged: true } && assessed.Held != 0;

    private static FindingDraft Draft(AssessedPrincipal assessed, ImmutableArray<CatalogAction> unused, PayerUsage usage)
    {
        var name = assessed.Principal.DisplayName;
        var names = unused.Select(action => action.FullName).Order(StringComparer.Ordinal).ToImmutableArray();
        var isIdle = ActionMask.Of(unused) == assessed.Held;
        var days = string.Create(CultureInfo.InvariantCulture, $"{(int)(usage.To!.Value - usage.From!.Value).TotalDays} days");
        return new FindingDraft
        {
            Subject = SubjectResolver.Of(assessed.Principal),
            Matter = "unused",
            Severity = Severity.Low,
            Title = isIdle ? $"{name} does not use Billing Conductor" : $"{name} does not use all of its access",
            Explanation = isIdle
                ? $"{name} may work in Billing Conductor and has not done so in {days}: {RuleWords.List(names)}."
                : $"{name} works in Billing Conductor, but some of what it may do there it has not done in {days}: {RuleWords.List(names)}.",
            Account = assessed.Principal.Account,
            Principals = [RuleWords.Principal(assessed.Principal)],
            Actions = names,
            Evidence = GrantFinder.Evidence(assessed, unused),
        };
    }
}
