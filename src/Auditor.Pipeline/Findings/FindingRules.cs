using System.Collections.Immutable;
using Auditor.Pipeline.Findings.Rules;

namespace Auditor.Pipeline.Findings;

/// <summary>The rules, in the order of their ids. A test compares the list with the types and with docs/findings.</summary>
public static class FindingRules
{
    /// <summary>Every rule.</summary>
    public static ImmutableArray<FindingRule> All { get; } =
    [
        new AssignedTaskIsDenied(),
        new AssignedTaskIsConditional(),
        new CompanionIsDenied(),
        new ExcessBeyondProfile(),
        new MarginsVisible(),
        new UnusedAccess(),
        new AccessWithoutProfile(),
        new PrivilegeEscalation(),
        new WildcardGrowsWithAws(),
        new ServiceControlPolicyBlocksTask(),
        new GuardrailWithoutEffect(),
        new GrantTakenAway(),
        new UnusableInMemberAccount(),
        new LooksLikeAccess(),
        new UnknownAction(),
        new GrantThatCannotGrant(),
        new ConditionWithoutEffect(),
        new StaleCopyOfManagedPolicy(),
        new AccessChanged(),
        new RoleOpenToOutsiders(),
        new CallDenied(),
        new CoverageIncomplete(),
        new SimulatorsDisagree(),
    ];

    /// <summary>The rule with this id; null if there is none, or none any more.</summary>
    public static FindingRule? Find(string id) => All.FirstOrDefault(rule => rule.Id == id);

    /// <summary>True if the rule tells of something that has happened.</summary>
    public static bool IsEvent(string id) => Find(id) is { IsEvent: true };
}
