using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;
using Auditor.Pipeline.WhatIf;

namespace Auditor.Pipeline.Explain;

/// <summary>Explains single requests against a snapshot: start reading here.</summary>
public sealed class ExplainRun
{
    private readonly SnapshotReader snapshot;
    private readonly AuditFrame frame;
    private readonly (SupposedSnapshot Snapshot, ExplainRun AsItIs, ImmutableArray<string> Lines)? supposed;

    /// <summary>Prepares explanations from one snapshot.</summary>
    /// <param name="snapshot">What was collected.</param>
    /// <param name="options">As for an audit; <see cref="AuditOptions.Context"/> holds what is known of the requests.</param>
    public ExplainRun(SnapshotReader snapshot, AuditOptions options)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        this.snapshot = snapshot;
        frame = AuditFrame.Of(snapshot, options);
    }

    /// <summary>Prepares explanations of a snapshot as it would be.</summary>
    /// <param name="snapshot">What was collected.</param>
    /// <param name="options">As for an audit.</param>
    /// <param name="suppositions">What is supposed to be otherwise; may be empty.</param>
    /// <exception cref="RunCannotGoOnException">A file or a target of the suppositions is of no use.</exception>
    public static ExplainRun With(SnapshotReader snapshot, AuditOptions options, Suppositions suppositions)
    {
        ArgumentNullException.ThrowIfNull(suppositions);
        return suppositions.IsEmpty ? new ExplainRun(snapshot, options) : new ExplainRun(new SupposedSnapshot(snapshot, suppositions), new ExplainRun(snapshot, options), options, [.. suppositions.Lines()]);
    }

    private ExplainRun(SupposedSnapshot supposed, ExplainRun asItIs, AuditOptions options, ImmutableArray<string> lines) : this(supposed.Snapshot, options) =>
        this.supposed = (supposed, asItIs, lines);

    /// <summary>Explains one request.</summary>
    /// <exception cref="RunCannotGoOnException">The snapshot has no such principal, or the action is none.</exception>
    public Explanation Explain(ExplainQuestion question) => Explain(question, seeksRemedy: true);

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
            Notes = [$"of the call itself is known: {context.Describe()}", .. possible[0].Notes],
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

    /// <summary>Explains one request, and seeks a remedy only if that is asked for: the proof evaluates the whole catalogue.</summary>
    internal Explanation Explain(ExplainQuestion question, bool seeksRemedy)
    {
        ArgumentNullException.ThrowIfNull(question);
        var action = ActionOf(question.Action);
        var (account, principal) = new PrincipalLocator(snapshot, frame).Find(question.Principal);
        var explainer = new RequestExplainer(frame, _ => [.. account.Roles.Select(role => role.Arn)]);
        var assessed = PrincipalAssessor.Of(account, frame).Assess(principal);
        if (action == RoleTrust.AssumeRole && RoleOf(question.Resource) is { } role)
            (question, assessed) = (question with { Resource = role.Role.Arn }, assessed with { Simulator = assessed.Simulator.Towards(role) });
        else if (UnseenOf(question.Resource, action, assessed) is { } unseen)
            assessed = assessed with { Simulator = assessed.Simulator.Towards(unseen) };
        var explanation = Compared(explainer.Explain(question, assessed, action));
        return seeksRemedy && explanation.Decision != Decision.Allowed ? explanation with { Remedy = explainer.RemedyFor(explanation) } : explanation;
    }

    /// <summary>The role that is to be assumed, if the snapshot has it.</summary>
    private AssumableRole? RoleOf(string? resource) => resource is not null && new PrincipalLocator(snapshot, frame).FindRole(resource) is { } role
        ? new AssumableRole(role, frame.ResourceControlPoliciesOver(role.Account))
        : null;

    /// <summary>The resource, if its own policy has a say and is not in the snapshot: another account's resource, and a role to assume.</summary>
    private UnseenResource? UnseenOf(string? resource, string action, AssessedPrincipal assessed)
    {
        if (!Arn.TryParse(resource, out var arn) || !AccountNumber.IsValid(arn.Account) || (arn.Account == assessed.Principal.Account && action != RoleTrust.AssumeRole))
            return null;
        // The payer's billing views, which the audit asks every account about.
        return assessed.Simulator.ResourcesOf(action).Contains(resource!, StringComparer.Ordinal) ? null : new UnseenResource(resource!, arn.Account, frame.ResourceControlPoliciesOver(arn.Account));
    }

    private Explanation Compared(Explanation explanation) =>
        supposed is { } whatIf ? Compared(explanation, whatIf.AsItIs.Explain(explanation.Question, seeksRemedy: false), whatIf) : explanation;

    private static Explanation Compared(Explanation explanation, Explanation asItIs, (SupposedSnapshot Snapshot, ExplainRun AsItIs, ImmutableArray<string> Lines) whatIf) => explanation with
    {
        Supposed = new SupposedDifference(whatIf.Lines, asItIs.Decision, asItIs.Sentence),
        Notes = [.. explanation.Notes, .. whatIf.Snapshot.Unmet().Select(target => $"`{target}` is in no account that was looked at, so supposing it changes nothing here")],
    };

    private static string ActionOf(string text)
    {
        if (ServiceCatalog.Default.FindAction(text) is { } known)
            return known.FullName;
        if (text.Equals(RoleTrust.AssumeRole, StringComparison.OrdinalIgnoreCase))
            return RoleTrust.AssumeRole;
        var parts = text.Split(':');
        if (parts is not [{ Length: > 0 }, { Length: > 0 }] || text.AsSpan().ContainsAny('*', '?', ' '))
            throw new RunCannotGoOnException($"`{text}` is no action: name one such as billingconductor:UpdateBillingGroup");
        if (ServiceCatalog.Default.IsDetailedPrefix(parts[0]))
            throw new RunCannotGoOnException($"the catalogue of {ServiceCatalog.Default.Version.Split(' ')[0]} has no action `{text}`" + (ActionNames.NearestTo(text) is { } nearest ? $"; did you mean {nearest}?" : ""));
        return text;
    }
}
