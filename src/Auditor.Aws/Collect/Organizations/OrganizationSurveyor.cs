using System.Collections.Immutable;
using Amazon.Organizations;
using Amazon.Organizations.Model;
using Auditor.Aws.Access;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using OrganizationalUnit = Amazon.Organizations.Model.OrganizationalUnit;

namespace Auditor.Aws.Collect.Organizations;

/// <summary>Asks AWS Organizations what there is. What is refused is noted, and the rest is asked all the same.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/"/>.</remarks>
internal sealed class OrganizationSurveyor(AwsAccess access, IAmazonOrganizations organizations)
{
    private readonly List<SnapshotRefusal> refused = [];

    public async Task<OrganizationSurvey> SurveyAsync(CancellationToken cancellationToken)
    {
        Organization organization;
        try
        {
            organization = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CallRefusedException error) when (error.Refusal.Code == "AWSOrganizationsNotInUseException")
        {
            return new OrganizationSurvey { IsStandalone = true };
        }
        catch (CallRefusedException error)
        {
            return new OrganizationSurvey { Refused = [error.Refusal] };
        }

        var roots = await TryAsync(() => RootsAsync(cancellationToken)).ConfigureAwait(false);
        var accounts = await TryAsync(() => AccountsAsync(cancellationToken)).ConfigureAwait(false);
        var needsWalk = accounts is { } listed && listed.Any(account => account.Paths is not { Count: > 0 });
        var units = needsWalk ? await UnitsAsync(roots ?? [], cancellationToken).ConfigureAwait(false) : UnitsOnPaths(accounts ?? []);
        ImmutableArray<string> types = organization.FeatureSet?.Value == "CONSOLIDATED_BILLING" ? [] : [.. PolicyTypes.All.Where(type => MayBeEnabled(roots, type))];
        var policies = await PoliciesAsync(types, cancellationToken).ConfigureAwait(false);
        return new OrganizationSurvey
        {
            Organization = organization,
            Roots = roots,
            Accounts = accounts,
            NeedsWalk = needsWalk,
            Units = units,
            PolicyTypes = types,
            Policies = policies,
            Refused = [.. refused],
        };
    }

    private async Task<Organization> DescribeAsync(CancellationToken cancellationToken)
    {
        var request = new DescribeOrganizationRequest();
        var answer = await CallAsync(ApiOperation.DescribeOrganization, token => organizations.DescribeOrganizationAsync(request, token), cancellationToken).ConfigureAwait(false);
        return answer.Organization
            ?? throw new RunCannotGoOnException($"`{ApiOperation.DescribeOrganization.Permission}` was answered without an organization; is AWS_ENDPOINT_URL, or a proxy, in between?");
    }

    private static bool MayBeEnabled(IReadOnlyList<Root>? roots, string type) => roots is null
        || roots.Any(root => root.PolicyTypes?.Any(policyType => policyType.Type?.Value == type && policyType.Status?.Value == "ENABLED") ?? false);

    private async Task<IReadOnlyList<Root>> RootsAsync(CancellationToken cancellationToken)
    {
        var request = new ListRootsRequest();
        var roots = await Pages.ReadAsync(ApiOperation.ListRoots, null, async next =>
        {
            request.NextToken = next;
            var page = await CallAsync(ApiOperation.ListRoots, token => organizations.ListRootsAsync(request, token), cancellationToken).ConfigureAwait(false);
            return (page.Roots, page.NextToken);
        }).ConfigureAwait(false);
        return roots.Count > 0 ? roots : throw Empty(ApiOperation.ListRoots);
    }

    private async Task<IReadOnlyList<Account>> AccountsAsync(CancellationToken cancellationToken)
    {
        var request = new ListAccountsRequest();
        var accounts = await Pages.ReadAsync(ApiOperation.ListAccounts, null, async next =>
        {
            request.NextToken = next;
            var page = await CallAsync(ApiOperation.ListAccounts, token => organizations.ListAccountsAsync(request, token), cancellationToken).ConfigureAwait(false);
            return (page.Accounts, page.NextToken);
        }).ConfigureAwait(false);
        return accounts.Count > 0 ? accounts : throw Empty(ApiOperation.ListAccounts);
    }

    /// <summary>Every organization has a root and an account: taken at its word, an empty answer would free everybody of service control policies.</summary>
    private static Exception Empty(ApiOperation operation) => CallFailure.Of(operation, null, new InvalidDataException("the list is empty; is AWS_ENDPOINT_URL, or a proxy, in between?"));

    /// <summary>Walks down from the root, level by level.</summary>
    private async Task<ImmutableArray<PlacedUnit>> UnitsAsync(IReadOnlyList<Root> roots, CancellationToken cancellationToken)
    {
        var units = ImmutableArray.CreateBuilder<PlacedUnit>();
        var parents = new Queue<string>(roots.Select(root => root.Id!));
        while (parents.TryDequeue(out var parent))
        {
            var children = await TryAsync(() => ChildrenAsync(parent, cancellationToken)).ConfigureAwait(false);
            foreach (var child in children ?? [])
            {
                units.Add(new PlacedUnit(child.Id!, child.Arn, child.Name, parent));
                parents.Enqueue(child.Id!);
            }
        }

        return units.ToImmutable();
    }

    private async Task<IReadOnlyList<OrganizationalUnit>> ChildrenAsync(string parent, CancellationToken cancellationToken)
    {
        var request = new ListOrganizationalUnitsForParentRequest { ParentId = parent };
        return await Pages.ReadAsync(ApiOperation.ListOrganizationalUnitsForParent, null, async next =>
        {
            request.NextToken = next;
            var page = await CallAsync(
                ApiOperation.ListOrganizationalUnitsForParent, token => organizations.ListOrganizationalUnitsForParentAsync(request, token), cancellationToken).ConfigureAwait(false);
            return (page.OrganizationalUnits, page.NextToken);
        }).ConfigureAwait(false);
    }

    /// <summary>The units that stand on the accounts' paths, <c>o-…/r-…/ou-…/ou-…/123456789012/</c>: no call is needed for them.</summary>
    private static ImmutableArray<PlacedUnit> UnitsOnPaths(IReadOnlyList<Account> accounts)
    {
        var units = new SortedDictionary<string, PlacedUnit>(StringComparer.Ordinal);
        foreach (var path in accounts.Select(account => account.Paths![0].Split('/', StringSplitOptions.RemoveEmptyEntries)))
        {
            for (var i = 2; i < path.Length; i++)
            {
                if (path[i].StartsWith("ou-", StringComparison.Ordinal))
                    units.TryAdd(path[i], new PlacedUnit(path[i], null, null, path[i - 1]));
            }
        }

        return [.. units.Values];
    }

    private async Task<ImmutableDictionary<string, IReadOnlyList<PolicySummary>>> PoliciesAsync(ImmutableArray<string> types, CancellationToken cancellationToken)
    {
        var policies = ImmutableDictionary.CreateBuilder<string, IReadOnlyList<PolicySummary>>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            if (await TryAsync(() => PoliciesAsync(type, cancellationToken)).ConfigureAwait(false) is { } found)
                policies[type] = found;
        }

        return policies.ToImmutable();
    }

    private async Task<IReadOnlyList<PolicySummary>> PoliciesAsync(string type, CancellationToken cancellationToken)
    {
        var request = new ListPoliciesRequest { Filter = PolicyType.FindValue(type) };
        return await Pages.ReadAsync(ApiOperation.ListPolicies, null, async next =>
        {
            request.NextToken = next;
            var page = await CallAsync(ApiOperation.ListPolicies, token => organizations.ListPoliciesAsync(request, token), cancellationToken).ConfigureAwait(false);
            return (page.Policies, page.NextToken);
        }).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<T>?> TryAsync<T>(Func<Task<IReadOnlyList<T>>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (CallRefusedException error)
        {
            if (!refused.Any(known => known.Call == error.Refusal.Call))
                refused.Add(error.Refusal);
            return null;
        }
    }

    private Task<T> CallAsync<T>(ApiOperation operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        access.Calls.CallAsync(operation, null, call, cancellationToken);
}
