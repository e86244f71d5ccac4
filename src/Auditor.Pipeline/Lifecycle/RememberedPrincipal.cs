using System.Collections.Immutable;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>What a principal could do when a run looked.</summary>
/// <param name="Key">What it is known by within its account: RoleId or UserId; of Identity Center the permission set, if the account has one role of it.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Held">The Billing Conductor actions that it held.</param>
/// <param name="Unknown">Those of which nobody could tell.</param>
/// <param name="Policies">The policies that decided; empty if only the answers are remembered.</param>
public sealed record RememberedPrincipal(string Key, string Arn, ulong Held, ulong Unknown, ImmutableArray<RememberedPolicy> Policies)
{
    /// <summary>The run that could tell last, if that was an earlier one than the run that left this; else null.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The hash of its key.</summary>
    internal ulong Hash => RememberedGroup.HashOf(Key);

    /// <summary>The principal, with the answers of an earlier run where this one could not tell. The policies are then those of the earlier run: it is what a later one has to explain a difference from.</summary>
    /// <param name="earlier">What the earlier run left of the same principal.</param>
    /// <param name="then">When that was.</param>
    internal RememberedPrincipal WithUnknownOf(RememberedPrincipal earlier, DateTimeOffset then) => (Unknown & ~earlier.Unknown) == 0
        ? this
        : earlier with { Key = Key, Arn = Arn, Held = Held | (earlier.Held & Unknown), Unknown = Unknown & earlier.Unknown, AsOf = earlier.AsOf ?? then };

    /// <summary>The principal as this run sees it.</summary>
    /// <param name="assessed">The principal with its verdicts.</param>
    /// <param name="setting">Its account's place.</param>
    public static RememberedPrincipal Of(AssessedPrincipal assessed, AccountSetting setting)
    {
        ArgumentNullException.ThrowIfNull(assessed);
        var principal = assessed.Principal;
        return new RememberedPrincipal(principal.SubjectKey, principal.Arn, assessed.Held, assessed.Unknown, RememberedPolicy.AllOf(principal, setting));
    }

    /// <summary>
    /// True for those whose policies are worth remembering: in the payer, or where nobody knows which account that is, everybody; elsewhere those who are meant to
    /// use Billing Conductor or whose policies name it. What broad grants give in member accounts is of no use.
    /// </summary>
    public static bool IsWorthIt(AssessedPrincipal assessed)
    {
        ArgumentNullException.ThrowIfNull(assessed);
        return !assessed.Principal.IsBillingConductorsOwn && (assessed.InPayer != false || assessed.IsAssigned || assessed.HasNamedGrant);
    }
}
