using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>
/// What the configuration expects of each principal. Safe from any thread; answers do not depend on the order of questions.
/// </summary>
public sealed class ExpectationSet
{
    private readonly ImmutableArray<AssignmentMatcher> matchers;
    private readonly AdministratorMatcher? administrators;
    private readonly ConcurrentDictionary<string, PrincipalExpectation> known = new(StringComparer.Ordinal);

    /// <summary>Prepares the assignments of a configuration that was read without errors.</summary>
    public ExpectationSet(Configuration configuration, ProfileCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Profiles = new ProfileSet(catalog, configuration.Profiles);
        matchers = [.. configuration.Assignments.Select((assignment, index) => new AssignmentMatcher(assignment, index, Profiles))];
        administrators = configuration.Administrators is { } patterns ? new AdministratorMatcher(patterns) : null;
    }

    /// <summary>The profiles that can be assigned, built in and own.</summary>
    public ProfileSet Profiles { get; }

    /// <summary>What is expected of one principal. A service-linked role is AWS's own: whatever matches it gives it nothing.</summary>
    /// <param name="principal">The principal.</param>
    /// <param name="payer">The payer's account id, or null if it is not known; then Billing Conductor applies to everybody.</param>
    public PrincipalExpectation For(PrincipalFacts principal, string? payer)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var inMemberAccount = payer is not null && !string.Equals(principal.AccountId, payer, StringComparison.Ordinal);
        List<GrantedAssignment>? granted = null;
        foreach (var matcher in matchers)
        {
            if (matcher.Match(principal) is { } given)
                (granted ??= []).Add(given);
        }

        if (granted is null || principal.Kind == PrincipalKind.ServiceLinkedRole)
            return PrincipalExpectation.None;
        var key = string.Concat(granted.Select(assignment => assignment.Key)) + (inMemberAccount ? "member" : "payer");
        return known.GetOrAdd(key, _ => Combine([.. granted], inMemberAccount));
    }

    /// <summary>True if an assignment names the principal, whether that gives it anything or not: <see cref="Notes"/> hang on it.</summary>
    internal bool Mentions(PrincipalFacts principal) => matchers.Any(matcher => matcher.Mentions(principal));

    /// <summary>Whether the configuration names the principal as administrator; null if it does not say who is.</summary>
    public bool? IsAdministrator(string arn) => administrators?.Matches(arn);

    /// <summary>
    /// What of the configuration named nobody, and which tag values gave nothing, for all principals asked so far by
    /// <see cref="For"/> and <see cref="IsAdministrator"/>; in the file's order.
    /// </summary>
    public ImmutableArray<ExpectationNote> Notes() =>
        [.. matchers.SelectMany(matcher => matcher.Notes()), .. administrators?.Notes() ?? []];

    private static PrincipalExpectation Combine(ImmutableArray<GrantedAssignment> granted, bool inMemberAccount)
    {
        var tasks = granted
            .SelectMany(assignment => assignment.Profiles.SelectMany(profile => profile.Tasks)
                .DistinctBy(task => task.Id, StringComparer.Ordinal)
                .Select(task => (Task: task, Assignment: assignment)))
            .GroupBy(pair => pair.Task.Id, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Expect(group.First().Task, [.. group.Select(pair => pair.Assignment)], inMemberAccount));
        return new PrincipalExpectation(granted, [.. tasks]);
    }

    private static ExpectedTask Expect(TaskDefinition task, List<GrantedAssignment> givenBy, bool inMemberAccount) => new(task)
    {
        Console = givenBy.Any(assignment => assignment.Assignment.Console),
        Resources = ResourceRestriction.Demanded([.. givenBy.Select(assignment => assignment.Resources)]),
        BillingConductorApplies = !inMemberAccount || givenBy.Any(assignment => assignment.NamesAccount),
    };
}
