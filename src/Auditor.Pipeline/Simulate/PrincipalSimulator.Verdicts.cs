using System.Collections.Immutable;
using System.Numerics;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <content>Verdicts: what many decisions come to.</content>
public sealed partial class PrincipalSimulator
{
    /// <summary>The verdict on an action over the resources that its row in the service authorization reference names.</summary>
    public ActionVerdict Verdict(string action)
    {
        if (answers is null && ActionMask.Of(action) is not 0 and var bit)
            return Conductor.Of(BitOperations.TrailingZeroCount(bit));
        return Known.Find(action, type: null) ?? Known.Add(action, type: null, OverItsRow(action));
    }

    /// <summary>The verdicts on the Billing Conductor actions, in the catalogue's order.</summary>
    public ImmutableArray<ActionVerdict> BillingConductorVerdicts()
    {
        if (answers is not null)
            return [.. ActionMask.Actions.Select(action => Verdict(action.FullName))];
        if (Allowed == 0)
            return NoneOfAll;
        var access = ImmutableArray.CreateBuilder<ActionVerdict>(ActionMask.Actions.Length);
        for (var action = 0; action < ActionMask.Actions.Length; action++)
            access.Add(Conductor.Of(action));
        return access.MoveToImmutable();
    }

    /// <summary>The Billing Conductor actions that the principal holds, and those of which nobody can tell: less work than all verdicts.</summary>
    public (ulong Held, ulong Unknown) Reach()
    {
        if (answers is not null)
            return Reach(BillingConductorVerdicts());
        return Allowed == 0 ? (0, 0) : Conductor.Reach();
    }

    /// <summary>What verdicts on the Billing Conductor actions say of it.</summary>
    /// <param name="verdicts">In the catalogue's order.</param>
    internal static (ulong Held, ulong Unknown) Reach(ImmutableArray<ActionVerdict> verdicts)
    {
        var (held, unknown) = (0UL, 0UL);
        for (var action = 0; action < verdicts.Length; action++)
        {
            held |= verdicts[action].Verdict.IsHeld() ? 1UL << action : 0;
            unknown |= verdicts[action].Verdict == Simulate.Verdict.Unknown ? 1UL << action : 0;
        }

        return (held, unknown);
    }

    /// <summary>True if it is plain that one of these Billing Conductor actions is denied on every resource, without asking about any.</summary>
    /// <param name="actions">The actions as bits.</param>
    internal bool LacksSome(ulong actions) => answers is null && !IsUnreadable && (actions & ~Allowed) != 0;

    /// <summary>Lets go of what is only needed for more questions about Billing Conductor's actions, of which a member account's principals are asked few.</summary>
    internal void Forget() => conductor = null;

    /// <summary>The verdict on an action over given resources, which count as one set.</summary>
    public ActionVerdict VerdictOn(string action, ImmutableArray<string> arns, ImmutableDictionary<string, string>? fixedKeys = null) =>
        answers is null && (ActionMask.Of(action) & ~Allowed) != 0
            ? ActionVerdict.None
            : ResourceVerdicts.Combine(arns, Decisions(action, arns, fixedKeys), arn => Evaluate(action, arn, fixedKeys).UnknownKeys);

    /// <summary>The verdict on an action over all resources of one type of its service.</summary>
    public ActionVerdict VerdictOnType(string action, string type)
    {
        if (answers is null && ActionMask.Of(action) is not 0 and var bit && Conductor.Of(BitOperations.TrailingZeroCount(bit), type) is { } verdict)
            return verdict;
        return Known.Find(action, type) ?? Known.Add(action, type, VerdictOn(action, resources.Of(action[..action.IndexOf(':', StringComparison.Ordinal)], type)));
    }

    private KnownVerdicts Known => known ?? Interlocked.CompareExchange(ref known, new KnownVerdicts(), null) ?? known;

    private ConductorVerdicts Conductor => conductor ??= new ConductorVerdicts(this, resources.Conductor, Allowed);

    /// <summary>The Billing Conductor actions that some Allow covers.</summary>
    private ulong Allowed => (ulong)(allowed ??= policies.AllowedOnConductor());

    private ActionVerdict OverItsRow(string action)
    {
        if (ServiceCatalog.Default.FindAction(action) is not { IsWildcardOnly: false } row)
            return VerdictOn(action, ["*"]);
        if (!row.Resources.Any(resource => resource.Required))
            return VerdictOn(action, [.. row.AuthorizedTypes.SelectMany(type => resources.Of(row.Service, type))]);
        return row.AuthorizedTypes
            .Select(type => VerdictOnType(row.FullName, type))
            .Aggregate(ResourceVerdicts.Worse);
    }
}
