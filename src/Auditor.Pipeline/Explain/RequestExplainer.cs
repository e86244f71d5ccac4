using System.Collections.Immutable;
using Auditor.Engine;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Remedies;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Explain;

/// <summary>Explains requests of principals that an audit has assessed: when it is asked, so that an audit pays for no ladder that nobody looks at.</summary>
public sealed class RequestExplainer
{
    private static readonly Blocker OnlyInThePayer = new(PolicyLayer.Account, IsExplicit: false, Truth.Yes, null, null, null);
    private static readonly Decision[] WorstFirst = [Decision.ExplicitDeny, Decision.ImplicitDeny, Decision.Unknown, Decision.Conditional, Decision.Allowed];
    private readonly AuditFrame frame;
    private readonly Func<string, ImmutableArray<string>> rolesOf;

    /// <param name="frame">What is the same for all accounts.</param>
    /// <param name="rolesOf">The ARNs of an account's roles of Identity Center, or of all its roles: an exception for one may hold for others.</param>
    internal RequestExplainer(AuditFrame frame, Func<string, ImmutableArray<string>> rolesOf)
    {
        this.frame = frame;
        this.rolesOf = rolesOf;
    }

    /// <summary>Explains one request, as <c>auditor explain</c> does.</summary>
    /// <param name="assessed">Whose.</param>
    /// <param name="action">The action as AWS spells it, by its full name.</param>
    /// <param name="seeksRemedy">True to seek what would help where it is denied; the proof evaluates the whole catalogue.</param>
    public Explanation Explain(AssessedPrincipal assessed, string action, bool seeksRemedy)
    {
        ArgumentNullException.ThrowIfNull(assessed);
        ArgumentNullException.ThrowIfNull(action);
        var explanation = Explain(new ExplainQuestion(assessed.Principal.Arn, action, null), assessed, action);
        return seeksRemedy && explanation.Decision != Decision.Allowed ? explanation with { Remedy = RemedyFor(explanation) } : explanation;
    }

    /// <summary>What would help, with its proof, or why nothing does.</summary>
    internal RemedyResult RemedyFor(Explanation explanation)
    {
        var (assessed, principal) = (explanation.Assessed, explanation.Principal);
        var request = new RemedyRequest(principal, explanation.Action, Asked(explanation.Question, explanation.Action), frame.Partition, frame.Payer ?? principal.Account, rolesOf(principal.Account));
        return new RemedyFinder(assessed.Simulator, request).Find(assessed.InPayer);
    }

    /// <summary>Explains one request without a remedy.</summary>
    internal Explanation Explain(ExplainQuestion question, AssessedPrincipal assessed, string action)
    {
        var (resource, result, others) = Decide(assessed.Simulator, action, Asked(question, action));
        var setting = frame.SettingOf(assessed.Principal.Account);
        var isElsewhere = setting.IsPayer == false && action.StartsWith(ServiceCatalog.BillingConductor + ":", StringComparison.OrdinalIgnoreCase);
        var decision = isElsewhere ? Elsewhere(result.Decision) : result.Decision;
        ImmutableArray<Blocker> blockers = isElsewhere ? [OnlyInThePayer, .. result.Blockers] : result.Blockers;
        var keys = decision == Decision.Conditional ? result.UnknownKeys : [];
        return new Explanation
        {
            Question = question,
            Sentence = ExplanationSentence.Of(assessed.Principal, action, decision, blockers, keys, frame.Payer),
            Assessed = assessed,
            Action = action,
            Resource = resource,
            Decision = decision,
            Ladder = new LadderBuilder(assessed.Principal, setting, assessed.Simulator.PoliciesOn(action, resource), action, result).Build(),
            Blockers = blockers,
            UnknownKeys = keys,
            OtherResources = isElsewhere ? [.. others.Select(other => other with { Decision = Elsewhere(other.Decision) }).Where(other => other.Decision != decision)] : others,
            Notes = ExplanationNotes.Of(assessed, action, question.Resource, resource, decision, frame),
        };
    }

    /// <summary>What becomes of a decision where Billing Conductor does not answer.</summary>
    private static Decision Elsewhere(Decision decision) => decision == Decision.ExplicitDeny ? decision : Decision.ImplicitDeny;

    /// <summary>The resource that is named; null if none is, or if the action takes none: AWS then evaluates it on <c>*</c>.</summary>
    private static string? Asked(ExplainQuestion question, string action) => ServiceCatalog.Default.FindAction(action) is { IsWildcardOnly: true } ? null : question.Resource;

    /// <summary>The request on the named resource, or on the first of the action's resources with the worst decision.</summary>
    private static (string Resource, EvaluationResult Result, ImmutableArray<OtherResource> Others) Decide(PrincipalSimulator simulator, string action, string? asked)
    {
        if (asked is not null)
            return (asked, simulator.Evaluate(action, asked), []);
        var results = simulator.ResourcesOf(action).Select(resource => (Resource: resource, Result: simulator.Evaluate(action, resource))).ToArray();
        var (resource, result) = results.MinBy(one => Array.IndexOf(WorstFirst, one.Result.Decision));
        return (resource, result,
        [
            .. results.Where(one => one.Result.Decision != result.Decision).Select(one => new OtherResource(one.Resource, one.Result.Decision))
                .OrderBy(other => other.Arn, StringComparer.Ordinal),
        ]);
    }
}
