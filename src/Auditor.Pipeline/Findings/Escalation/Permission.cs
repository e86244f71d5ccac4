using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>Something that a principal may certainly do, whatever the keys are that nobody knows.</summary>
/// <param name="Holder">Who may.</param>
/// <param name="Action">The action.</param>
/// <param name="Result">The decision.</param>
internal sealed record Permission(Principal Holder, string Action, EvaluationResult Result)
{
    /// <summary>The statements that allow it: of the holder's own policies, and of the trust policy of a role that it assumes.</summary>
    public IEnumerable<Evidence> Evidence(Principal? assumed = null)
    {
        foreach (var match in Result.MatchedStatements.Where(match => match.Statement.Effect == Effect.Allow))
        {
            if (match.Layer == PolicyLayer.Identity && Holder.Policies.FirstOrDefault(policy => policy.Reference.Id == match.Policy.Id) is { } policy)
                yield return Findings.Evidence.Of(policy.Reference, match.Statement);
            else if (match.Layer == PolicyLayer.ResourcePolicy && assumed is not null)
                yield return Trust(assumed, match.Statement);
        }
    }

    private static Evidence Trust(Principal role, Statement statement) =>
        new(role.Trust.Source.Id, null, statement.Label, statement.Start.Line, statement.Start.Column, statement.Text);
}
