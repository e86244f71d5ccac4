using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Explain;

/// <content>What AWS itself said of calls, held against what is found.</content>
public sealed partial class ExplainRun
{
    /// <summary>Explains denials that AWS reported; those of one principal, action, resource and reason are one answer.</summary>
    public ImmutableArray<DenialAnswer> Explain(IEnumerable<Denial> denials)
    {
        ArgumentNullException.ThrowIfNull(denials);
        return [.. denials.GroupBy(denial => (denial.RoleArn ?? denial.PrincipalArn, denial.PrincipalId, denial.Action, denial.Resource, denial.Reason, denial.Gate)).SelectMany(same => Answers([.. same]))];
    }

    /// <summary>Explains denials that AWS reported, and makes findings of them.</summary>
    public DenialExplanations ExplainAll(IEnumerable<Denial> denials)
    {
        var answers = Explain(denials);
        return new DenialExplanations(answers, DenialFindings.Of(answers, frame), frame.AsOf);
    }

    /// <summary>One answer, or one for each of the contexts that a policy tells apart.</summary>
    private IEnumerable<DenialAnswer> Answers(ImmutableArray<Denial> same)
    {
        var general = Answer(same[0], same.Length);
        if (general.Explanation is not { } explanation || same.All(denial => denial.Context.IsEmpty))
            return [general];
        var policies = explanation.Assessed.Simulator.PoliciesOn(explanation.Action, explanation.Resource);
        return same.Select(denial => (Denial: denial, Context: denial.Context.Only(key => !frame.Assumed.ContainsKey(key) && policies.AskFor(key))))
            .GroupBy(call => call.Context, call => call.Denial)
            .Select(alike => alike.Key.IsEmpty ? general with { Denial = alike.First(), Count = alike.Count() } : Answer(alike.First(), alike.Count(), explanation, alike.Key));
    }

    /// <summary>The answer to a call of which the record tells something that a policy asks for.</summary>
    private DenialAnswer Answer(Denial denial, int count, Explanation general, CallContext context)
    {
        var explanation = Known(general, context);
        var asItIs = explanation;
        if (supposed is { } whatIf)
        {
            asItIs = whatIf.AsItIs.Known(whatIf.AsItIs.Explain(general.Question, seeksRemedy: false), context);
            explanation = Compared(explanation, asItIs, whatIf);
        }

        var comparison = new DenialComparison(denial, asItIs, frame.SettingOf(explanation.Principal.Account).IsPayer, snapshot.Metadata.TakenAt);
        return new DenialAnswer(denial, count, explanation, null, comparison.Agrees(), [.. comparison.Lines()]);
    }

    /// <summary>
    /// The explanation of the call as it was made. What helps is what helps whatever the call carries: where it depends on the call alone, no policy has to be changed.
    /// </summary>
    private Explanation Known(Explanation general, CallContext context)
    {
        var explainer = new RequestExplainer(frame, _ => []);
        Explanation[] possible = [.. context.Possible().Select(values => explainer.Explain(general.Question, general.Assessed with { Simulator = general.Assessed.Simulator.Knowing(values) }, general.Action))];
        if (possible.Any(one => one.Decision != possible[0].Decision))
            return context.Certain() is { IsEmpty: false } certain ? Known(general, certain) : general;
        return possible[0] with
        {
            Remedy = possible[0].Decision == Decision.Allowed ? null : general.Remedy,
            Notes = [$"of the call itself is known: {context.Describe()}", .. possible[0].Notes, .. payerNotes],
        };
    }

    private DenialAnswer Answer(Denial denial, int count)
    {
        if ((denial.RoleArn ?? denial.PrincipalArn ?? denial.PrincipalId) is not { } principal)
            return new DenialAnswer(denial, count, null, "AWS does not say who called", null, []);
        if (denial.Action is not { } action)
            return new DenialAnswer(denial, count, null, "AWS does not say which action it denied", null, []);
        try
        {
            var question = new ExplainQuestion(principal, action, ResourceOf(denial, action));
            var explanation = Explain(question, denial.PrincipalId);
            question = explanation.Question;
            // AWS spoke of things as they are.
            var comparison = new DenialComparison(denial, supposed is { } whatIf ? whatIf.AsItIs.Explain(question, seeksRemedy: false) : explanation, frame.SettingOf(explanation.Principal.Account).IsPayer, snapshot.Metadata.TakenAt);
            return new DenialAnswer(denial, count, explanation, null, comparison.Agrees(), [.. comparison.Lines()]);
        }
        catch (RunCannotGoOnException reason)
        {
            // One of many that cannot be looked for must not hide the others.
            return new DenialAnswer(denial, count, null, reason.Message, null, []);
        }
    }

    /// <summary>The resource, if AWS names one: messages also give free text, or <c>*</c>. Billing Conductor's actions have no other service's.</summary>
    private static string? ResourceOf(Denial denial, string action) => Arn.TryParse(denial.Resource, out var arn) && !denial.Resource!.Contains('*', StringComparison.Ordinal)
        && (!action.StartsWith(ServiceCatalog.BillingConductor + ":", StringComparison.OrdinalIgnoreCase) || arn.Service.Equals(ServiceCatalog.BillingConductor, StringComparison.OrdinalIgnoreCase))
        && ServiceCatalog.Default.FindAction(action) is not { IsWildcardOnly: true }
            ? denial.Resource
            : null;

    /// <summary>The explanation for whom the id means that AWS gives: a name is given again after its role or user is gone, an id never is.</summary>
    private Explanation Explain(ExplainQuestion question, string? id)
    {
        if (id is null || id == question.Principal)
            return Explain(question);
        Explanation? named = null;
        try
        {
            named = Explain(question);
            if (named.Principal.Id == id)
                return named;
        }
        catch (RunCannotGoOnException) when (new PrincipalLocator(snapshot, frame).FindById(question.Principal, id) is not null)
        {
            // It has another name by now.
        }

        return new PrincipalLocator(snapshot, frame).FindById(question.Principal, id) is { } meant ? Explain(question with { Principal = meant.Arn }) : named!;
    }
}
