using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Collect.Organizations;

namespace Auditor.Aws.Collect;

/// <summary>Works out what a collection costs, from the organization's size. Where only the reading itself would tell, the number is a ceiling with its reason.</summary>
internal sealed class Estimator(OrganizationSurvey survey, CollectOptions options, CallerIdentity caller)
{
    private const int PageSize = 20;
    private const int PagesAnAccount = 2;
    private const int MissingPolicies = 20;
    private const int PagesOfLists = 20;
    private const double SecondsAPage = 1.5;

    private readonly ImmutableArray<string> accounts = AccountsOf(survey, options, caller);

    /// <summary>The estimate.</summary>
    /// <param name="asked">The calls that the survey made; a collection makes them again.</param>
    public CollectEstimate Estimate(IReadOnlyDictionary<string, int> asked)
    {
        var surveyed = asked.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new EstimatedCalls(pair.Key, pair.Value, "counted just now"));
        ImmutableArray<EstimatedCalls> rows = [.. surveyed.Concat(Organization()).Concat(EachAccount()).Concat(Payer()).Where(row => row.Calls > 0)];
        return new CollectEstimate(accounts.Length, rows, Duration(rows));
    }

    private IEnumerable<EstimatedCalls> Organization()
    {
        var parents = (survey.Roots?.Count ?? 0) + survey.Units.Length;
        if (survey.NeedsWalk)
            yield return Of(ApiOperation.ListAccountsForParent, parents + ((survey.Accounts?.Count ?? 0) / PageSize), "the root and each unit");
        var scope = new PolicyScope(options.Accounts);
        foreach (var (type, policies) in survey.Policies.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            yield return scope.IsCheaperByTarget(survey, policies.Count)
                ? Of(ApiOperation.ListPoliciesForTarget, scope.NodesOf(survey).Length, "each place above the chosen accounts")
                : Of(ApiOperation.ListTargetsForPolicy, PolicyScope.CallsByPolicy(survey, policies.Count), "twenty places a page");
            yield return Of(ApiOperation.DescribePolicy, policies.Count(policy => policy.Id != PolicyTypes.FullAccessOf(type)), "each policy once");
        }
    }

    private IEnumerable<EstimatedCalls> EachAccount()
    {
        yield return Of(ApiOperation.AssumeRole, accounts.Count(account => account != caller.Account), "each account but your own");
        yield return Of(ApiOperation.GetAccountAuthorizationDetails, accounts.Length * PagesAnAccount, "a page has 1,000 users, roles and policies; two pages are allowed for");
        yield return Of(ApiOperation.GetPolicyVersion, MissingPolicies, "AWS's own policies that the accounts' lists may lack, with iam:GetPolicy");
    }

    private IEnumerable<EstimatedCalls> Payer()
    {
        if (caller.Partition != "aws" || !IsPayerRead())
            yield break;
        if (!options.WithoutInventory)
            yield return Of(ApiOperation.ListBillingGroups, PagesOfLists, "and plans, rules, line items; a hundred a page. One more call for each, if a policy asks for tags");
        if (options.ActivityDays > 0)
            yield return Of(ApiOperation.LookupEvents, CollectOptions.MostActivityPages, "fifty events a page, at most so many pages");
    }

    private bool IsPayerRead() => survey.IsStandalone || (survey.Payer is { } payer && accounts.Contains(payer, StringComparer.Ordinal));

    private static ImmutableArray<string> AccountsOf(OrganizationSurvey survey, CollectOptions options, CallerIdentity caller)
    {
        if (!options.Accounts.IsEmpty)
            return options.Accounts;
        return [.. (survey.Accounts ?? []).Where(account => account.State?.Value is null or "ACTIVE").Select(account => account.Id!).Append(caller.Account).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Stages follow each other; within a stage the slowest allowance counts.</summary>
    private TimeSpan Duration(ImmutableArray<EstimatedCalls> rows)
    {
        double SecondsOf(Func<string, bool> isOfStage) => rows.Where(row => isOfStage(row.Operation))
            .GroupBy(row => ApiOperation.Find(row.Operation).Rate)
            .Select(group => group.Sum(row => row.Calls) / group.Key.PerSecond)
            .DefaultIfEmpty(0).Max();
        var organization = SecondsOf(name => name.StartsWith("organizations:", StringComparison.Ordinal));
        var pages = rows.Where(row => row.Operation.StartsWith("iam:", StringComparison.Ordinal)).Sum(row => row.Calls);
        var each = Math.Max(SecondsOf(name => name == ApiOperation.AssumeRole.Permission), pages * SecondsAPage / options.Parallelism);
        var payer = SecondsOf(name => name.StartsWith("cloudtrail:", StringComparison.Ordinal)) + SecondsOf(name => name.StartsWith("billingconductor:", StringComparison.Ordinal));
        return TimeSpan.FromSeconds(Math.Ceiling(organization + each + payer));
    }

    private static EstimatedCalls Of(ApiOperation operation, int calls, string why) => new(operation.Permission, calls, why);
}
