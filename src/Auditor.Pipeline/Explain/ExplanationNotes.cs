using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Explain;

/// <summary>What a reader of an explanation should know besides.</summary>
internal static class ExplanationNotes
{
    public static ImmutableArray<string> Of(AssessedPrincipal assessed, string action, string? asked, string resource, Decision decision, AuditFrame frame) =>
        [.. OfPrincipal(assessed.Principal), .. OfResource(assessed, action, asked, resource), .. OfDecision(action, decision), .. OfGaps(assessed.Principal, decision, frame)];

    private static IEnumerable<string> OfPrincipal(Principal principal)
    {
        if (principal.Kind == PrincipalKind.IdentityCenterRole)
            yield return $"the role belongs to the permission set {principal.PermissionSet}: change the permission set in IAM Identity Center, a change of the role itself is refused";
        if (principal.Kind == PrincipalKind.ServiceLinkedRole)
            yield return "the role belongs to an AWS service, which alone decides what it may do";
    }

    private static IEnumerable<string> OfResource(AssessedPrincipal assessed, string action, string? asked, string resource)
    {
        var row = ServiceCatalog.Default.FindAction(action);
        if (ResourceCatalogue.IsProbe(resource))
            yield return $"`{resource}` stands for one that is not in the inventory";
        if (asked is not (null or "*") && row is { IsWildcardOnly: true })
            yield return $"{action} takes no resource: AWS evaluates it on `*`, whatever ARN a message names";
        else if (asked is not (null or "*") && row is { Service: ServiceCatalog.BillingConductor } && !UnlistedResources.IsOfType(asked, row))
            yield return $"AWS evaluates {action} on {string.Join(" and ", row.AuthorizedTypes)}, which `{asked}` is not: no call asks for this";
        else if (asked is null && row is not null && assessed.InPayer != false && UnlistedResources.Of(assessed.Simulator, row) is { IsEmpty: false } unlisted)
            yield return $"it is allowed, or may be, on {string.Join(", ", unlisted.Take(3).Select(arn => $"`{arn}`"))}, which a policy names and the inventory does not list: ask with --resource";
        if (action == RoleTrust.AssumeRole && assessed.Simulator.Resources.Role is null)
            yield return "the role's trust policy must let the principal in too: " + (asked is null or "*" ? "name the role with --resource" : $"that of `{asked}` is not in the snapshot, or could not be read");
        else if (assessed.Simulator.Resources.Unseen is { } unseen)
            yield return $"`{unseen.Arn}` belongs to account {unseen.Account}: what lets principals of other accounts in there is not in the snapshot";
        if (assessed.IsAdministrator)
            yield return "the principal is an administrator";
    }

    /// <summary>Gates that no policy shows.</summary>
    private static IEnumerable<string> OfDecision(string action, Decision decision)
    {
        if (decision != Decision.Allowed)
            yield break;
        var service = action[..action.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant();
        if (service == "ce")
            yield return "Cost Explorer refuses everybody until it has been enabled in the account; no policy shows that";
        if (service is "billing" or "budgets" or "ce" or "cur" or "payments" or "tax" or "invoicing" or "account" or "consolidatedbilling" or "freetier")
            yield return "billing pages refuse roles and users until the root user has activated IAM access to billing; no policy shows that";
        yield return "if the call is refused all the same: a session policy, a change within the last minutes, or a snapshot older than the call may be why";
    }

    private static IEnumerable<string> OfGaps(Principal principal, Decision decision, AuditFrame frame) => decision != Decision.Unknown ? []
        : frame.Gaps().Where(gap => gap.Account is null || gap.Account == principal.Account).Take(5)
            .Select(gap => $"could not be read: {gap.What}{(gap.File is { } file ? $" ({file}{(gap.Line is { } line ? ", line " + line.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")})" : "")}: {gap.Error}");
}
