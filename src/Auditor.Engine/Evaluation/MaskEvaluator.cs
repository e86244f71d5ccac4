using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Evaluation;

/// <summary>Decides many actions of one caller on one resource at once: what the text alone decides by masks, the rest statement by statement.</summary>
internal ref struct MaskEvaluator
{
    private readonly ActionSet actions;
    private readonly ulong wanted;
    private readonly AccessRequest request;
    private readonly ReadOnlySpan<SharedContext> contexts;
    private readonly bool hasBoundary;
    private string? resource;
    private TruthMask passes;
    private ulong denied;
    private bool isUnreadable;

    public MaskEvaluator(ActionSet actions, ulong wanted, AccessRequest request, ReadOnlySpan<SharedContext> contexts, bool hasBoundary)
    {
        this.actions = actions;
        this.wanted = wanted;
        this.request = request;
        this.contexts = contexts;
        this.hasBoundary = hasBoundary;
        passes = new TruthMask(wanted, wanted);
    }

    /// <summary>The rungs of <see cref="AccessEvaluator"/> in the same order.</summary>
    public readonly ActionDecisions Decisions
    {
        get
        {
            var left = wanted & ~denied;
            var implicitly = left & ~passes.Possible;
            left &= ~implicitly;
            var unknown = isUnreadable ? left : 0;
            left &= ~unknown;
            return new ActionDecisions(left & passes.Yes, left & ~passes.Yes, unknown, wanted & denied, implicitly);
        }
    }

    /// <summary>Takes a layer of policies, or a level of one, into account.</summary>
    public void Add(params ReadOnlySpan<SourcedPolicy> policies)
    {
        TruthMask allows = default, denies = default;
        foreach (var policy in policies)
            Add(policy.Document.MasksFor(actions), ref allows, ref denies);
        denied |= denies.Yes;
        passes &= allows & !denies;
    }

    private void Add(DocumentMasks masks, ref TruthMask allows, ref TruthMask denies)
    {
        allows |= TruthMask.Of(masks.Allowed, Truth.Yes);
        denies |= TruthMask.Of(masks.Denied, Truth.Yes);
        if (masks.IsUnreadable)
        {
            isUnreadable = true;
            allows |= TruthMask.Of(actions.All, Truth.Unknown);
            denies |= TruthMask.Of(actions.All, Truth.Unknown);
        }

        foreach (var statement in masks.Rest)
        {
            if (statement.Effect == Effect.Allow)
                allows |= Matches(statement, wanted & ~allows.Yes);
            else
                denies |= Matches(statement, wanted & ~denies.Yes);
        }
    }

    /// <summary>For which of the open actions the statement matches; one look serves all that share a context.</summary>
    private TruthMask Matches(Statement statement, ulong open)
    {
        var matches = default(TruthMask);
        open &= statement.CoveredOf(actions);
        if (open == 0)
            return matches;
        resource ??= ResourcePattern.Fold(request.Resource);
        foreach (var shared in contexts)
        {
            if ((shared.Actions & open) is not 0 and var alike)
                matches |= TruthMask.Of(alike, StatementMatch.Of(statement, request, resource, shared.Context, hasBoundary, KeyCollector.None));
        }

        return matches;
    }
}
