using System.Collections.Immutable;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>The roles of the payer that have a way, as whoever may assume them sees them. Callers are looked at one by one, so that none need be kept.</summary>
internal sealed class Entrances
{
    private readonly ImmutableArray<Principal> roles;
    private readonly HashSet<string> trusted;

    /// <param name="holders">Those who have a way; users, whom nobody assumes, are left out.</param>
    public Entrances(IEnumerable<Principal> holders)
    {
        roles = [.. holders.Where(holder => holder.SessionsArn is not null)];
        trusted = roles.SelectMany(role => TrustPolicies.Trusted(role.TrustPolicy)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>False if no trust policy can mean the principal, whatever its own policies say.</summary>
    public bool MayName(AssessedPrincipal assessed) => TrustPolicies.NamesOf(assessed.Principal).Any(trusted.Contains);

    /// <summary>The roles that a caller may certainly assume, with the statements that let him.</summary>
    public IEnumerable<Entry> Of(Actor caller) =>
        from role in roles
        let permission = caller.Assume(role)
        where permission is not null
        select new Entry(role.Arn, caller.Assessed, [.. permission.Evidence(role)]);
}

/// <summary>Somebody who may become a holder.</summary>
/// <param name="Holder">The holder's ARN.</param>
/// <param name="Caller">Who may.</param>
/// <param name="Evidence">The statements that let him.</param>
internal sealed record Entry(string Holder, AssessedPrincipal Caller, ImmutableArray<Evidence> Evidence);
