using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Evaluation;

/// <summary>Decides whether a statement matches a request. One matcher for all policy types: they differ in how results combine.</summary>
/// <param name="request">The request.</param>
/// <param name="hasBoundary">Whether the caller has a permissions boundary.</param>
/// <param name="keepsMatches">False for who asks for the outcome alone.</param>
internal sealed class StatementMatcher(AccessRequest request, bool hasBoundary, bool keepsMatches = true)
{
    private readonly string action = AsciiCase.Fold(request.Action);
    private readonly int serviceLength = ActionPatternSet.ServiceLength(request.Action);
    private readonly ulong service = ActionPatternSet.ServiceBitOf(request.Action);
    private readonly string resource = ResourcePattern.Fold(request.Resource);
    private readonly KeyCollector ofStatement = new();

    /// <summary>Keys that are known to be absent and that statements on this action and resource asked for.</summary>
    public KeyCollector Keys { get; } = new();

    /// <summary>What the layer's policies say together: allows and denies are each alternatives.</summary>
    public LayerResult Evaluate(PolicyLayer layer, string? targetId, ReadOnlySpan<SourcedPolicy> policies)
    {
        var result = new LayerResult(layer, targetId) { OnlyPolicy = policies.Length == 1 ? policies[0].Source : null };
        foreach (var policy in policies)
        {
            if (!policy.Document.MayNameAny(service))
                continue;
            foreach (var statement in policy.Document.Statements)
                Add(result, policy.Source, statement);
        }

        return result;
    }

    private void Add(LayerResult result, PolicySource policy, Statement statement)
    {
        if (statement.IsUnreadable)
        {
            result.Unreadable ??= (policy, statement);
            result.Allows = result.Allows.Or(Truth.Unknown);
            result.Denies = result.Denies.Or(Truth.Unknown);
            return;
        }

        var match = Matches(statement, out var unknownKeys);
        if (match == Truth.No)
            return;
        if (keepsMatches)
            result.Keep(new MatchedStatement(result.Layer, policy, statement, match, result.TargetId));
        result.Add(statement.Effect, match, unknownKeys);
    }

    private Truth Matches(Statement statement, out IReadOnlyList<string> unknownKeys)
    {
        unknownKeys = [];
        if (!statement.CoversAction(action, serviceLength))
            return Truth.No;
        var outcome = StatementMatch.Of(statement, request, resource, request.Context, hasBoundary, ofStatement);
        unknownKeys = ofStatement.Unknown;
        Keys.AddMissing(ofStatement.Missing);
        ofStatement.Forget();
        return outcome;
    }
}
