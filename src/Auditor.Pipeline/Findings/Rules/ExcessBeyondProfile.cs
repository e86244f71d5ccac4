using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA201: a principal with a profile can do more in Billing Conductor than the profile permits.</summary>
public sealed class ExcessBeyondProfile : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA201";

    /// <inheritdoc/>
    public override string Title => "More access than the profile permits";

    /// <inheritdoc/>
    public override bool NeedsConfiguration => true;

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var assessed in facts.Principals.Where(assessed => assessed is { IsAssigned: true, InPayer: true, IsAdministrator: false, IsJudged: true }))
        {
            ImmutableArray<CatalogAction> excess =
            [
                .. ActionMask.ActionsOf(assessed.Held).Where(action => !action.IsReportAction && (!assessed.Expectation.Permitted.Permits(action.FullName) || ReachesTooFar(assessed, action))),
            ];
            if (!excess.IsEmpty)
                yield return Draft(assessed, excess);
        }
    }

    /// <summary>The assignment lists the resources of a type, and the action also works on those that it does not list.</summary>
    private static bool ReachesTooFar(AssessedPrincipal assessed, CatalogAction action) => action.AuthorizedTypes
        .Where(type => assessed.Expectation.RestrictionOf(action.FullName, type) is not null)
        .Any(type => assessed.Simulator.VerdictOn(action.FullName, [assessed.Simulator.Resources.Probe(type)]).ReachesNewResources);

    private static FindingDraft Draft(AssessedPrincipal assessed, ImmutableArray<CatalogAction> excess)
    {
        var tooFar = excess.Where(action => assessed.Expectation.Permitted.Permits(action.FullName)).Select(action => action.FullName).ToArray();
        var names = excess.Select(action => action.FullName).Order(StringComparer.Ordinal).ToImmutableArray();
        return new FindingDraft
        {
            Subject = SubjectResolver.Of(assessed.Principal),
            Matter = string.Join(",", names),
            Severity = SeverityExtensions.Of(excess),
            Title = $"{assessed.Principal.DisplayName} can do more than {string.Join(" and ", assessed.Expectation.ProfileIds)} needs",
            Explanation = $"{assessed.Principal.DisplayName} may use Billing Conductor beyond what its profile permits ({string.Join(", ", assessed.Expectation.ProfileIds)}): {RuleWords.List(names)}."
                + (tooFar.Length == 0 ? "" : $" On other resources than the assignment lists: {RuleWords.List(tooFar)}."),
            Account = assessed.Principal.Account,
            Principals = [RuleWords.Principal(assessed.Principal)],
            Actions = names,
            Evidence = GrantFinder.Evidence(assessed, excess),
        };
    }
}
