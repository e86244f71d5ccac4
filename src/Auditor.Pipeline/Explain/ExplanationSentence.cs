using System.Collections.Immutable;
using System.Globalization;
using Auditor.Engine;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Explain;

/// <summary>The first sentence of an explanation: for the person whose call has just failed, so without a word of the policy language.</summary>
internal static class ExplanationSentence
{
    /// <param name="principal">Who.</param>
    /// <param name="action">What, by its full name.</param>
    /// <param name="decision">Whether.</param>
    /// <param name="blockers">What stands in the way, the first to remove first.</param>
    /// <param name="keys">What it depends on.</param>
    /// <param name="payer">The payer's account id, or null if unknown.</param>
    public static string Of(Principal principal, string action, Decision decision, ImmutableArray<Blocker> blockers, ImmutableArray<string> keys, string? payer)
    {
        var who = Who(principal);
        var what = ActionPhrases.Of(action);
        return decision switch
        {
            Decision.Allowed => $"{who} can {what}: nothing that we can see stands in the way.",
            Decision.Conditional => $"{who} can {what} only {KeyPhrases.Of(keys)}.",
            Decision.Unknown => $"Nobody can tell whether {char.ToLowerInvariant(who[0])}{who[1..]} can {what}: something that has a say could not be read.",
            _ => $"{who} cannot {what}: {Missing(principal, action, blockers, payer)}.",
        };
    }

    /// <summary>The principal as the sentence begins.</summary>
    public static string Who(Principal principal) => principal.Kind switch
    {
        PrincipalKind.User => $"The user {principal.Name}",
        PrincipalKind.IdentityCenterRole => $"The permission set {principal.PermissionSet}",
        PrincipalKind.ServiceLinkedRole => $"The service's own role {principal.Name}",
        _ => $"The role {principal.Name}",
    };

    private static string Missing(Principal principal, string action, ImmutableArray<Blocker> blockers, string? payer)
    {
        var certain = blockers.Where(blocker => blocker.Certainty == Truth.Yes).ToArray();
        var others = certain.Length - 1;
        var more = others switch
        {
            <= 0 => "",
            1 => ", and one more thing stands in the way",
            _ => string.Create(CultureInfo.InvariantCulture, $", and {others} more things stand in the way"),
        };
        return Reason(principal, action, certain[0], payer) + more;
    }

    private static string Reason(Principal principal, string action, Blocker blocker, string? payer)
    {
        var noun = principal.Kind switch
        {
            PrincipalKind.User => "user",
            PrincipalKind.IdentityCenterRole => "permission set",
            _ => "role",
        };
        return blocker switch
        {
            { Layer: PolicyLayer.Account } => $"Billing Conductor works only from the payer account{(payer is null ? "" : " " + payer)}, and the {noun} belongs to account {principal.Account}",
            { Layer: PolicyLayer.ServiceControlPolicy, IsExplicit: true } => $"the organization forbids it in account {principal.Account}",
            { Layer: PolicyLayer.ServiceControlPolicy } => $"the organization has not opened it to account {principal.Account}",
            { Layer: PolicyLayer.ResourceControlPolicy } => "the organization forbids it for what is worked on",
            { Layer: PolicyLayer.ResourcePolicy, IsExplicit: true } => $"the other role shuts the {noun} out",
            { Layer: PolicyLayer.ResourcePolicy } => $"the other role does not let the {noun} in",
            { Layer: PolicyLayer.PermissionsBoundary, IsExplicit: true } => $"the limit set on the {noun} forbids it",
            { Layer: PolicyLayer.PermissionsBoundary } => $"the limit set on the {noun} leaves it out",
            { Layer: PolicyLayer.Session } => "the session was narrowed when it began",
            { Layer: PolicyLayer.Identity, IsExplicit: true } => $"something given to the {noun} forbids it",
            _ => NothingGiven(principal, action, noun),
        };
    }

    /// <summary>Says what was given instead, where that is what people mistake for it.</summary>
    private static string NothingGiven(Principal principal, string action, string noun)
    {
        var folded = action.ToLowerInvariant();
        var given = principal.Policies.SelectMany(policy => policy.Document.Statements)
            .Where(statement => statement is { IsUnreadable: false, Effect: Engine.Policies.Effect.Allow }).ToArray();
        if (given.Any(statement => statement.CoversAction(folded)))
            return $"what the {noun} was given for it covers other things than this one";
        return folded.StartsWith("billingconductor:", StringComparison.Ordinal) && principal.Policies.Any(policy => DocumentFacts.Of(policy.Document).AllowsBillingPrefix || policy.Reference.IsJobFunctionBilling)
            ? $"the {noun} was given the Billing console, which does not include Billing Conductor"
            : $"nothing that the {noun} was given covers it";
    }
}
