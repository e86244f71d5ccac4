using System.Collections.Immutable;
using Auditor.Pipeline.Findings.Escalation;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA205: a principal of the payer can give itself Write actions that it does not have.</summary>
public sealed class PrivilegeEscalation : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA205";

    /// <inheritdoc/>
    public override string Title => "Write access that a principal can obtain";

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Escalations.Select(Draft);
    }

    private static FindingDraft Draft(EscalationEdge edge)
    {
        var name = edge.Holder.Principal.DisplayName;
        var actions = ActionMask.ActionsOf(edge.Obtained).Select(action => action.FullName).ToImmutableArray();
        return new FindingDraft
        {
            Subject = SubjectResolver.Of(edge.Holder.Principal),
            Matter = edge.Edge,
            Severity = Severity.High,
            Title = $"{name} can obtain Write actions with {edge.Edge}",
            Explanation = $"{name} can obtain rights to change what customers are billed that nobody gave it: {RuleWords.List(actions)}. "
                + $"With {edge.Edge} it may {edge.Phrase}.{Newcomers(edge)}",
            Account = edge.Holder.Principal.Account,
            Principals = [RuleWords.Principal(edge.Holder.Principal), .. edge.Newcomers.Select(newcomer => RuleWords.Principal(newcomer.Principal.Principal))],
            Actions = actions,
            Resources = edge.Targets,
            Evidence = [.. edge.Evidence, .. edge.Newcomers.SelectMany(newcomer => newcomer.Evidence)],
        };
    }

    private static string Newcomers(EscalationEdge edge) => edge.Newcomers.IsEmpty
        ? ""
        : $" So may whoever can become it: {RuleWords.List(edge.Newcomers.Select(newcomer => $"{newcomer.Principal.Principal.DisplayName} in {newcomer.Principal.Principal.Account}"))}.";
}
