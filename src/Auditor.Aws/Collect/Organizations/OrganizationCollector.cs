using System.Collections.Immutable;
using Amazon.Organizations;
using Amazon.Organizations.Model;
using Auditor.Aws.Access;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect.Organizations;

/// <summary>Completes a survey of the organization: places of accounts where AWS did not give them, and the policies.</summary>
internal sealed class OrganizationCollector(AwsAccess access, IAmazonOrganizations organizations, CollectJournal journal)
{
    /// <summary>Reads what the survey has not.</summary>
    /// <param name="survey">What there is.</param>
    /// <param name="accounts">The chosen accounts; empty means all.</param>
    /// <param name="cancellationToken">Stops between calls.</param>
    public async Task<CollectedOrganization> CollectAsync(OrganizationSurvey survey, ImmutableArray<string> accounts, CancellationToken cancellationToken)
    {
        var refused = survey.Refused.ToBuilder();
        var parents = survey.NeedsWalk ? await ParentsAsync(survey, refused, cancellationToken).ConfigureAwait(false) : ImmutableDictionary<string, string>.Empty;
        var collector = new PolicyCollector(access, organizations, journal);
        var policies = ImmutableArray.CreateBuilder<CollectedPolicy>();
        foreach (var type in survey.PolicyTypes)
            policies.AddRange(await collector.CollectAsync(survey, type, new PolicyScope(accounts), cancellationToken).ConfigureAwait(false));
        refused.AddRange(collector.Refused);
        return new CollectedOrganization(survey, parents, policies.ToImmutable(), refused.ToImmutable());
    }

    private async Task<ImmutableDictionary<string, string>> ParentsAsync(
        OrganizationSurvey survey, ImmutableArray<SnapshotRefusal>.Builder refused, CancellationToken cancellationToken)
    {
        var parents = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var parent in (survey.Roots ?? []).Select(root => root.Id!).Concat(survey.Units.Select(unit => unit.Id)))
        {
            try
            {
                foreach (var account in await ChildrenAsync(parent, cancellationToken).ConfigureAwait(false))
                    parents[account.Id!] = parent;
            }
            catch (CallRefusedException error)
            {
                if (!refused.Any(known => known.Call == error.Refusal.Call))
                    refused.Add(error.Refusal);
            }
        }

        return parents.ToImmutable();
    }

    private async Task<IReadOnlyList<Account>> ChildrenAsync(string parent, CancellationToken cancellationToken)
    {
        var request = new ListAccountsForParentRequest { ParentId = parent };
        return await Pages.ReadAsync(ApiOperation.ListAccountsForParent, null, async next =>
        {
            request.NextToken = next;
            var page = await access.Calls.CallAsync(
                ApiOperation.ListAccountsForParent, null, token => organizations.ListAccountsForParentAsync(request, token), cancellationToken).ConfigureAwait(false);
            return (page.Accounts, page.NextToken);
        }).ConfigureAwait(false);
    }
}
