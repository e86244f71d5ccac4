using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>The members that each object of the configuration may have; the published schema has the same.</summary>
internal static class MemberNames
{
    public static ImmutableArray<string> Configuration { get; } =
    [
        "$schema", "schemaVersion", "managementAccount", "assignments", "administrators", "profiles",
        "assume", "unusedAfterDays", "suppressions", "owners", "failOn",
    ];

    public static ImmutableArray<string> Assignment { get; } = ["principals", "permissionSets", "tag", "profiles", "resources", "console", "owner"];

    public static ImmutableArray<string> Profile { get; } = ["extends", "tasks", "permits"];

    public static ImmutableArray<string> Suppression { get; } =
        ["id", "rule", "subject", "principal", "owner", "reason", "expires", "evidence"];

    public static ImmutableArray<string> Owners { get; } = ["tag"];

    /// <summary>The resource types of Billing Conductor.</summary>
    public static ImmutableArray<string> Resources { get; } = ["billinggroup", "customlineitem", "pricingplan", "pricingrule"];

    /// <summary>The values of <c>failOn</c>.</summary>
    public static ImmutableArray<string> FailOn { get; } = ["high", "medium", "low", "none"];
}
