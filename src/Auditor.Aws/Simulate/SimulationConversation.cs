using System.Collections.Immutable;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Auditor.Aws.Access;
using Auditor.Aws.Collect;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Aws.Simulate;

/// <summary>Everything that is said to AWS's simulator about one principal: calls, pages, refused actions, and the second look without service control policies.</summary>
internal sealed class SimulationConversation(ApiCaller calls, IAmazonIdentityManagementService client, SimulationQuestion question, UnknownActions unknown)
{
    /// <summary>After so many refusals of one call it is not the actions that AWS does not take.</summary>
    private const int MostRejections = 12;

    private const string ServiceControlPolicies = "scp";

    private readonly Dictionary<(int Call, string Action, string Resource), SimulatedDecision> decisions = [];
    private readonly List<UnansweredAction> unanswered = [];

    /// <summary>What was answered so far.</summary>
    public ImmutableArray<SimulatedDecision> Decisions => [.. decisions.Values];

    /// <summary>What AWS did not decide so far, with the reasons.</summary>
    public ImmutableArray<UnansweredAction> Unanswered => [.. unanswered];

    /// <summary>The refusal of a call of which AWS took no action at all; null if there was none.</summary>
    public CallRefusedException? Rejection { get; private set; }

    /// <summary>Asks one call of the question.</summary>
    /// <exception cref="CallRefusedException">AWS refused, throttled to the end, or did not answer; what was answered until then stays.</exception>
    public async Task AskAsync(int index, CancellationToken cancellationToken)
    {
        var call = question.Calls[index];
        foreach (var action in call.ActionNames)
        {
            if (unknown.ReasonOf(action) is { } reason)
                unanswered.Add(new UnansweredAction(index, action, reason));
        }

        var actions = call.ActionNames.RemoveAll(action => unknown.ReasonOf(action) is not null);
        if (actions.IsEmpty)
            return;
        var refused = await AskInPartsAsync(index, actions, cancellationToken).ConfigureAwait(false);
        // Where AWS took nothing at all, it was not for the actions' sake.
        var isAboutActions = refused.Count < actions.Length;
        foreach (var (action, message) in refused)
        {
            var reason = isAboutActions ? $"AWS's simulator does not take the action: {message}" : $"AWS's simulator does not take the request: {message}";
            unanswered.Add(new UnansweredAction(index, action, reason));
            if (isAboutActions)
                unknown.Add(action, reason);
        }
    }

    /// <summary>Divides what AWS refuses until the actions that it does not take stand alone.</summary>
    private async Task<List<(string Action, string Message)>> AskInPartsAsync(int index, ImmutableArray<string> actions, CancellationToken cancellationToken)
    {
        var refused = new List<(string, string)>();
        var open = new Stack<ImmutableArray<string>>([actions]);
        var rejections = 0;
        CallRefusedException? last = null;
        while (open.TryPop(out var part))
        {
            try
            {
                await DecideAsync(index, part, cancellationToken).ConfigureAwait(false);
            }
            catch (CallRefusedException error) when (error.InnerException is InvalidInputException invalid)
            {
                if (part.Length == 1 || ++rejections > MostRejections)
                {
                    last = error;
                    refused.AddRange(part.Select(action => (action, invalid.Message)));
                    continue;
                }

                var (first, second) = UnknownActions.Split(part);
                open.Push(second);
                open.Push(first);
            }
            catch (CallRefusedException error) when (IsAboutTheInput(error))
            {
                unanswered.AddRange(part.Select(action => new UnansweredAction(index, action, error.Refusal.Message ?? error.Message)));
            }
        }

        if (refused.Count == actions.Length)
            Rejection = last;
        return refused;
    }

    private async Task DecideAsync(int index, ImmutableArray<string> actions, CancellationToken cancellationToken)
    {
        var call = question.Calls[index];
        foreach (var decision in await SimulateAsync(index, call with { ActionNames = actions }, question.ExcludesServiceControlPolicies, cancellationToken).ConfigureAwait(false))
            decisions[(index, decision.Action, decision.Resource)] = decision;
        if (!question.ExcludesServiceControlPolicies)
            await AttributeAsync(index, actions, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks once more without service control policies where they may be what denies: AWS's answer names the organization for the whole action only, and not always.</summary>
    private async Task AttributeAsync(int index, ImmutableArray<string> actions, CancellationToken cancellationToken)
    {
        var denied = decisions.Values.Where(decision =>
            decision is { IsAllowed: false } && decision.AllowedByOrganizations != true && decision.Call == index && actions.Contains(decision.Action, StringComparer.Ordinal)).ToArray();
        if (denied.Length == 0)
            return;
        var again = question.Calls[index] with
        {
            ActionNames = [.. denied.Select(decision => decision.Action).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            ResourceArns = [.. denied.Select(decision => decision.Resource).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
        try
        {
            foreach (var decision in await SimulateAsync(index, again, withoutServiceControl: true, cancellationToken).ConfigureAwait(false))
            {
                if (decisions.TryGetValue((index, decision.Action, decision.Resource), out var first) && !first.IsAllowed)
                    decisions[(index, decision.Action, decision.Resource)] = first with { WithoutServiceControlPolicies = decision.Decision };
            }
        }
        catch (CallRefusedException error) when (error.InnerException is InvalidInputException || IsAboutTheInput(error))
        {
            // A partition whose simulator does not know exclusions yet: the first answer stands, without its cause.
        }
    }

    private async Task<ImmutableArray<SimulatedDecision>> SimulateAsync(int index, SimulationCall call, bool withoutServiceControl, CancellationToken cancellationToken)
    {
        var request = Request(call, withoutServiceControl);
        var results = new List<EvaluationResult>();
        var markers = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var page = await calls.CallAsync(ApiOperation.SimulatePrincipalPolicy, question.Account, token => PageAsync(request, token), cancellationToken).ConfigureAwait(false);
            results.AddRange(page.EvaluationResults ?? []);
            if (page.IsTruncated != true)
                return [.. EvaluationReader.Read(index, call.ActionNames, call.ResourceArns, results)];
            request.Marker = page.Marker;
            if (!markers.Add(page.Marker!))
                throw Pages.GoesRound(ApiOperation.SimulatePrincipalPolicy, question.Account);
        }
    }

    /// <summary>One page. Of an answer that is not whole nothing counts: the page that it lacks may deny what another allows.</summary>
    private async Task<SimulatePrincipalPolicyResponse> PageAsync(SimulatePrincipalPolicyRequest request, CancellationToken cancellationToken)
    {
        var page = await client.SimulatePrincipalPolicyAsync(request, cancellationToken).ConfigureAwait(false);
        return page.IsTruncated != true || !string.IsNullOrEmpty(page.Marker) ? page : throw new InvalidDataException("the answer says that there is more, but not where");
    }

    private SimulatePrincipalPolicyRequest Request(SimulationCall call, bool withoutServiceControl) => new()
    {
        PolicySourceArn = question.PrincipalArn,
        ActionNames = [.. call.ActionNames],
        ResourceArns = [.. call.ResourceArns],
        ContextEntries =
        [
            .. call.ContextEntries.Select(entry => new Amazon.IdentityManagement.Model.ContextEntry
            {
                ContextKeyName = entry.Name,
                ContextKeyValues = [.. entry.Values],
                ContextKeyType = entry.Type,
            }),
        ],
        PolicyExclusionList = withoutServiceControl ? [new PolicyIdentifier { PolicyType = ServiceControlPolicies }] : null,
    };

    /// <summary>What AWS says of the request or of the policies, and not of the caller: the next call may fare better.</summary>
    private static bool IsAboutTheInput(CallRefusedException error) =>
        error.InnerException is PolicyEvaluationException or AmazonServiceException { ErrorCode: "ValidationError" or "ValidationException" };
}
