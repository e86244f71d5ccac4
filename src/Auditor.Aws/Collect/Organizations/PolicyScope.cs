using System.Collections.Immutable;
using Amazon.Organizations.Model;

namespace Auditor.Aws.Collect.Organizations;

/// <summary>For which accounts policies are wanted, and which way of asking is the shorter one.</summary>
/// <param name="accounts">The chosen accounts; empty means all.</param>
internal sealed class PolicyScope(ImmutableArray<string> accounts)
{
    private const int PageSize = 20;

    /// <summary>The root, the units above the chosen accounts, and the accounts; the payer, which no policy binds, is left out.</summary>
    public ImmutableArray<string> NodesOf(OrganizationSurvey survey)
    {
        var nodes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var account in (survey.Accounts ?? []).Where(account => accounts.Contains(account.Id!, StringComparer.Ordinal) && account.Id != survey.Payer))
            nodes.UnionWith(PathOf(account));
        return [.. nodes];
    }

    /// <summary>True if asking the chosen places takes fewer calls than asking every policy.</summary>
    public bool IsCheaperByTarget(OrganizationSurvey survey, int policies) =>
        !accounts.IsEmpty && !survey.NeedsWalk && survey.Accounts is not null && NodesOf(survey).Length < CallsByPolicy(survey, policies);

    /// <summary>At most so many calls ask every policy for its targets: a place holds at most ten policies of a type.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html"/>, read 2026-11-23.</remarks>
    public static int CallsByPolicy(OrganizationSurvey survey, int policies)
    {
        const int mostOnOnePlace = 10;
        var everywhere = policies * ((survey.Nodes + PageSize - 1) / PageSize);
        return Math.Min(everywhere, policies + (mostOnOnePlace * survey.Nodes / PageSize));
    }

    private static IEnumerable<string> PathOf(Account account) =>
        account.Paths![0].Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1);
}
