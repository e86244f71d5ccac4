using System.Collections.Immutable;
using System.Globalization;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings;

/// <summary>The phrases that several rules use in their explanations.</summary>
internal static class RuleWords
{
    private const int LongestList = 6;

    public static FindingPrincipal Principal(Principal principal) => new(principal.Arn, principal.Account);

    /// <summary>A list for people: short, and honest about what it leaves out.</summary>
    public static string List(IEnumerable<string> texts)
    {
        var all = texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return all.Length <= LongestList
            ? string.Join(", ", all)
            : string.Join(", ", all.Take(LongestList)) + string.Create(CultureInfo.InvariantCulture, $" and {all.Length - LongestList} more");
    }

    /// <summary>The blockers in one sentence part.</summary>
    public static string Blockers(ImmutableArray<Blocker> blockers) =>
        string.Join("; ", blockers.Select(Describe).Distinct(StringComparer.Ordinal));

    private static string Describe(Blocker blocker) => blocker switch
    {
        { Layer: PolicyLayer.Account } => "Billing Conductor answers only in the payer",
        // AWS's simulator names the layer, and at most a policy.
        { IsExplicit: true, Statement: null } => $"AWS's simulator says that {LayerOf(blocker)} denies it",
        { Layer: PolicyLayer.Identity, IsExplicit: false } => "no identity-based policy allows it",
        { Layer: PolicyLayer.Identity } => $"statement {blocker.Statement!.Label} of {blocker.Policy!.Name} denies it",
        { Layer: PolicyLayer.PermissionsBoundary, IsExplicit: false } => $"the permissions boundary {blocker.Policy?.Name} does not allow it",
        { Layer: PolicyLayer.PermissionsBoundary } => $"statement {blocker.Statement!.Label} of the permissions boundary {blocker.Policy!.Name} denies it",
        { Layer: PolicyLayer.ServiceControlPolicy, IsExplicit: false, TargetId: null } => "no service control policy allows it",
        { Layer: PolicyLayer.ServiceControlPolicy, IsExplicit: false } => $"no service control policy at {blocker.TargetId} allows it",
        { Layer: PolicyLayer.ServiceControlPolicy } => $"statement {blocker.Statement!.Label} of the service control policy {blocker.Policy!.Name} at {blocker.TargetId} denies it",
        { Layer: PolicyLayer.ResourceControlPolicy, IsExplicit: false } => $"no resource control policy at {blocker.TargetId} allows it",
        { Layer: PolicyLayer.ResourceControlPolicy } => $"statement {blocker.Statement!.Label} of the resource control policy {blocker.Policy!.Name} denies it",
        { Layer: PolicyLayer.Session } => "the session policy does not allow it",
        _ => "the resource's policy does not allow it",
    };

    private static string LayerOf(Blocker blocker) => blocker.Layer switch
    {
        PolicyLayer.ServiceControlPolicy => "a service control policy",
        PolicyLayer.PermissionsBoundary => "the permissions boundary",
        _ => blocker.Policy is { } policy ? policy.Name : "an identity-based policy",
    };
}
