using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Inventory;

/// <summary>A principal with what it should be able to do and what it can do.</summary>
public sealed record AssessedPrincipal
{
    private PrincipalSimulator? simulator;
    private ImmutableArray<ActionVerdict> access;
    private ImmutableArray<LostGrant> lostGrants;

    /// <summary>The principal.</summary>
    public required Principal Principal { get; init; }

    /// <summary>What the configuration expects; without one, nothing.</summary>
    public required PrincipalExpectation Expectation { get; init; }

    /// <summary>Whether it lives in the payer; null if nobody knows which account is.</summary>
    public required bool? InPayer { get; init; }

    /// <summary>True if it can do everything, or is meant to.</summary>
    public required bool IsAdministrator { get; init; }

    /// <summary>Verdicts on the Billing Conductor actions, in the catalogue's order; worked out when they are first asked for.</summary>
    public ImmutableArray<ActionVerdict> Access
    {
        get => access.IsDefault ? access = simulator is null && Assessor is not null ? PrincipalSimulator.NoneOfAll : Simulator.BillingConductorVerdicts() : access;
        init => access = value;
    }

    /// <summary>Verdicts on the other actions of its profiles, by full name; empty for others.</summary>
    public required ImmutableSortedDictionary<string, ActionVerdict> OtherAccess { get; init; }

    /// <summary>Verdicts on tasks: all that are assigned, and every Billing Conductor task that it can do.</summary>
    public required ImmutableArray<AssessedTask> Tasks { get; init; }

    /// <summary>Answers further questions; made when it is first asked for.</summary>
    public PrincipalSimulator Simulator
    {
        get => simulator ?? (Assessor is null ? Principal.Aside!.SimulatorOf(Principal.Arn) : simulator = Assessor.SimulatorOf(Principal, Expectation));
        init => simulator = value;
    }

    /// <summary>Makes the simulator of whoever has none yet.</summary>
    internal PrincipalAssessor? Assessor { get; init; }

    /// <summary>What its policies say about Billing Conductor, without a look at them.</summary>
    public required HoldingsFacts Facts { get; init; }

    /// <summary>What its permissions boundary takes away of what its policies name; worked out when it is first asked for.</summary>
    public ImmutableArray<LostGrant> LostGrants => lostGrants.IsDefault ? lostGrants = LostGrant.Of(this) : lostGrants;

    /// <summary>The owner whom its tag names; null if it has no such tag, or if the configuration names none.</summary>
    public string? TaggedOwner { get; init; }

    /// <summary>True if it has called Billing Conductor in the time that the activity covers.</summary>
    public bool IsActive { get; init; }

    /// <summary>The Billing Conductor actions with verdict all, some or conditional.</summary>
    public required ulong Held { get; init; }

    /// <summary>The Billing Conductor actions of which nobody can tell.</summary>
    public required ulong Unknown { get; init; }

    /// <summary>True if it holds an action and lives in the payer, or the payer is unknown.</summary>
    public bool Reaches => InPayer != false && Held != 0;

    /// <summary>True if a profile is assigned.</summary>
    public bool IsAssigned => Expectation.IsAssigned;

    /// <summary>True if a policy that it holds names Billing Conductor in a grant.</summary>
    public bool HasNamedGrant => Facts.HasNamedGrant;

    /// <summary>True if a policy that it holds grants Billing Conductor actions without naming it.</summary>
    public bool HasBroadGrant => Facts.HasBroadGrant;

    /// <summary>True for those of whom the rules about people's rights speak: no service-linked roles.</summary>
    public bool IsJudged => Principal.Kind != PrincipalKind.ServiceLinkedRole;

    /// <summary>The same with all verdicts worked out: from then on for any thread.</summary>
    /// <param name="rows">Verdicts of others, who share theirs with everybody of whom the same is true: of a million principals most have one of a few rows.</param>
    internal AssessedPrincipal Settled(VerdictRows rows)
    {
        access = rows.Shared(Access);
        if (InPayer == false)
            simulator?.Forget();
        return this;
    }

    /// <summary>The same, without what it holds and without a simulator: both are to be had from the account again.</summary>
    /// <param name="account">Its account.</param>
    internal AssessedPrincipal LaidAside(LaidAsideAccount account)
    {
        // Asked of many: to read the account once more for it would take longer.
        if (IsJudged && !IsAdministrator)
            _ = LostGrants;
        return this with { Principal = Principal with { Aside = account }, Simulator = null!, Assessor = null };
    }

    /// <summary>The verdict on one Billing Conductor action.</summary>
    public ActionVerdict AccessTo(CatalogAction action) => Access[ActionMask.Actions.IndexOf(action)];
}
