using System.Collections.Concurrent;
using System.Collections.Immutable;
using Amazon.Organizations;
using Amazon.Organizations.Model;
using Auditor.Aws.Access;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect.Organizations;

/// <summary>Reads where the organization's policies are attached and what they say.</summary>
/// <remarks>
/// Asking each policy for its targets costs about one call a policy and one for each twenty accounts; asking each target for its policies
/// costs one a target. Whoever reads a few accounts of a large organization is better off with the latter. Source:
/// <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListTargetsForPolicy.html"/>.
/// </remarks>
internal sealed class PolicyCollector(AwsAccess access, IAmazonOrganizations organizations, CollectJournal journal)
{
    private const int Parallelism = 8;
    private readonly ConcurrentBag<SnapshotRefusal> refused = [];

    public IEnumerable<SnapshotRefusal> Refused => refused.DistinctBy(refusal => (refusal.Call, refusal.Code)).OrderBy(refusal => refusal.Call, StringComparer.Ordinal);

    /// <summary>Reads the policies of one type.</summary>
    /// <param name="survey">The organization.</param>
    /// <param name="type">The type.</param>
    /// <param name="accounts">The accounts that matter.</param>
    /// <param name="cancellationToken">Stops between calls.</param>
    public async Task<ImmutableArray<CollectedPolicy>> CollectAsync(OrganizationSurvey survey, string type, PolicyScope accounts, CancellationToken cancellationToken)
    {
        if (!survey.Policies.TryGetValue(type, out var summaries))
            return [Unlisted(type)];
        var policies = accounts.IsCheaperByTarget(survey, summaries.Count)
            ? await ByTargetAsync(accounts.NodesOf(survey), type, cancellationToken).ConfigureAwait(false)
            : await ByPolicyAsync(summaries, cancellationToken).ConfigureAwait(false);
        return await WithContentAsync(policies, type, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where the type could not be listed: AWS's own policy with unknown targets and, therefore, an unreadable layer everywhere.</summary>
    private static CollectedPolicy Unlisted(string type)
    {
        var id = PolicyTypes.FullAccessOf(type);
        return new CollectedPolicy(new PolicySummary { Id = id, Name = id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..], Type = PolicyType.FindValue(type), AwsManaged = true }, null, null);
    }

    private async Task<CollectedPolicy[]> ByPolicyAsync(IReadOnlyList<PolicySummary> summaries, CancellationToken cancellationToken) =>
        await ForEachAsync(summaries, async summary => new CollectedPolicy(summary, null, await TargetsAsync(summary.Id!, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);

    private async Task<IReadOnlyList<PolicyTargetSummary>?> TargetsAsync(string policy, CancellationToken cancellationToken)
    {
        var request = new ListTargetsForPolicyRequest { PolicyId = policy };
        try
        {
            return await Pages.ReadAsync(ApiOperation.ListTargetsForPolicy, null, async next =>
            {
                request.NextToken = next;
                var page = await access.Calls.CallAsync(
                    ApiOperation.ListTargetsForPolicy, null, token => organizations.ListTargetsForPolicyAsync(request, token), cancellationToken).ConfigureAwait(false);
                return (page.Targets, page.NextToken);
            }).ConfigureAwait(false);
        }
        catch (CallRefusedException error)
        {
            refused.Add(error.Refusal);
            return null;
        }
    }

    private async Task<CollectedPolicy[]> ByTargetAsync(ImmutableArray<string> nodes, string type, CancellationToken cancellationToken)
    {
        var attached = await ForEachAsync(nodes, async node => (node, policies: await PoliciesAsync(node, type, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        // Of a place that could not be asked nobody knows what is attached: that must not look like nothing.
        if (attached.Any(pair => pair.policies is null))
            return [Unlisted(type)];
        return
        [
            .. attached.SelectMany(pair => pair.policies!.Select(policy => (policy, pair.node)))
                .GroupBy(pair => pair.policy.Id!, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new CollectedPolicy(group.First().policy, null, [.. group.Select(pair => new PolicyTargetSummary { TargetId = pair.node })])),
        ];
    }

    private async Task<IReadOnlyList<PolicySummary>?> PoliciesAsync(string node, string type, CancellationToken cancellationToken)
    {
        var request = new ListPoliciesForTargetRequest { TargetId = node, Filter = PolicyType.FindValue(type) };
        try
        {
            return await Pages.ReadAsync(ApiOperation.ListPoliciesForTarget, null, async next =>
            {
                request.NextToken = next;
                var page = await access.Calls.CallAsync(
                    ApiOperation.ListPoliciesForTarget, null, token => organizations.ListPoliciesForTargetAsync(request, token), cancellationToken).ConfigureAwait(false);
                return (page.Policies, page.NextToken);
            }).ConfigureAwait(false);
        }
        catch (CallRefusedException error)
        {
            refused.Add(error.Refusal);
            return null;
        }
    }

    private async Task<ImmutableArray<CollectedPolicy>> WithContentAsync(CollectedPolicy[] policies, string type, CancellationToken cancellationToken) =>
        [.. await ForEachAsync(policies, async policy => policy.Summary.Id == PolicyTypes.FullAccessOf(type)
            ? policy
            : policy with { Content = await ContentAsync(policy.Summary.Id!, cancellationToken).ConfigureAwait(false) }, cancellationToken).ConfigureAwait(false)];

    private async Task<string?> ContentAsync(string id, CancellationToken cancellationToken)
    {
        if (journal.ContentOf(id) is { } known)
            return known;
        try
        {
            var answer = await access.Calls.CallAsync(
                ApiOperation.DescribePolicy, null, token => organizations.DescribePolicyAsync(new DescribePolicyRequest { PolicyId = id }, token), cancellationToken).ConfigureAwait(false);
            if (answer.Policy?.Content is { } content)
                journal.AddContent(id, content);
            return answer.Policy?.Content;
        }
        catch (CallRefusedException error)
        {
            refused.Add(error.Refusal);
            return null;
        }
    }

    /// <summary>Several at once, as far as the rates allow; the answers in the order of the questions.</summary>
    private static async Task<TResult[]> ForEachAsync<T, TResult>(IReadOnlyList<T> items, Func<T, Task<TResult>> ask, CancellationToken cancellationToken)
    {
        var results = new TResult[items.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, items.Count, parallel, async (index, _) => results[index] = await ask(items[index]).ConfigureAwait(false)).ConfigureAwait(false);
        return results;
    }
}
