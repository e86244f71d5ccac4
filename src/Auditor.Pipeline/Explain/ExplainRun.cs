using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.WhatIf;

namespace Auditor.Pipeline.Explain;

/// <summary>Explains single requests against a snapshot: start reading here.</summary>
public sealed partial class ExplainRun
{
    private readonly SnapshotReader snapshot;
    private readonly AuditFrame frame;
    private readonly ImmutableArray<string> payerNotes;
    private readonly (SupposedSnapshot Snapshot, ExplainRun AsItIs, ImmutableArray<string> Lines)? supposed;

    /// <summary>Prepares explanations from one snapshot.</summary>
    /// <param name="snapshot">What was collected.</param>
    /// <param name="options">As for an audit; <see cref="AuditOptions.Context"/> holds what is known of the requests.</param>
    public ExplainRun(SnapshotReader snapshot, AuditOptions options)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        this.snapshot = snapshot;
        frame = AuditFrame.Of(snapshot, options);
        payerNotes = [.. PayerNotes.Of(frame.Payer, options)];
    }

    /// <summary>Prepares explanations of a snapshot as it would be.</summary>
    /// <param name="snapshot">What was collected.</param>
    /// <param name="options">As for an audit.</param>
    /// <param name="suppositions">What is supposed to be otherwise; may be empty.</param>
    /// <exception cref="RunCannotGoOnException">A file or a target of the suppositions is of no use.</exception>
    public static ExplainRun With(SnapshotReader snapshot, AuditOptions options, Suppositions suppositions)
    {
        ArgumentNullException.ThrowIfNull(suppositions);
        return suppositions.IsEmpty ? new ExplainRun(snapshot, options) : new ExplainRun(new SupposedSnapshot(snapshot, suppositions, options.AsOf), new ExplainRun(snapshot, options), options, [.. suppositions.Lines()]);
    }

    private ExplainRun(SupposedSnapshot supposed, ExplainRun asItIs, AuditOptions options, ImmutableArray<string> lines) : this(supposed.Snapshot, options) =>
        this.supposed = (supposed, asItIs, lines);

    /// <summary>Explains one request.</summary>
    /// <exception cref="RunCannotGoOnException">The snapshot has no such principal, or the action is none.</exception>
    public Explanation Explain(ExplainQuestion question) => Explain(question, seeksRemedy: true);

    /// <summary>Explains one request, and seeks a remedy only if that is asked for: the proof evaluates the whole catalogue.</summary>
    internal Explanation Explain(ExplainQuestion question, bool seeksRemedy)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Resource is { } named && string.IsNullOrWhiteSpace(named))
            throw new RunCannotGoOnException("the resource is empty: name an ARN, or leave it out to ask about every resource of the action");
        var action = ActionOf(question.Action);
        var (account, principal) = new PrincipalLocator(snapshot, frame).Find(question.Principal);
        var explainer = new RequestExplainer(frame, _ => [.. account.Roles.Select(role => role.Arn)]);
        var assessed = PrincipalAssessor.Of(account, frame).Assess(principal);
        if (action == RoleTrust.AssumeRole && RoleOf(question.Resource) is { } role)
            (question, assessed) = (question with { Resource = role.Role.Arn }, assessed with { Simulator = assessed.Simulator.Towards(role) });
        else if (UnseenOf(question.Resource, action, assessed) is { } unseen)
            assessed = assessed with { Simulator = assessed.Simulator.Towards(unseen) };
        var explanation = WithPayerNotes(Compared(explainer.Explain(question, assessed, action)));
        return seeksRemedy && explanation.Decision != Decision.Allowed ? explanation with { Remedy = explainer.RemedyFor(explanation) } : explanation;
    }

    private Explanation WithPayerNotes(Explanation explanation) =>
        payerNotes.IsEmpty ? explanation : explanation with { Notes = [.. explanation.Notes, .. payerNotes] };

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
