using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>What a principal that two runs read could do in one of them only. What either run could not tell is no difference.</summary>
/// <param name="Account">Its account.</param>
/// <param name="Before">The principal in the earlier run; without policies if only its answers are remembered.</param>
/// <param name="Now">The principal in the later run, likewise.</param>
internal sealed record AccessDifference(string Account, RememberedPrincipal Before, RememberedPrincipal Now)
{
    /// <summary>The actions that it holds now and did not before.</summary>
    public ulong Gained => Now.Held & ~Before.Held & ~Before.Unknown & Known;

    /// <summary>The actions that it held before and no longer does.</summary>
    public ulong Lost => Before.Held & ~Now.Held & ~Now.Unknown & Known;

    /// <summary>All of them.</summary>
    public ulong Changed => Gained | Lost;

    /// <summary>Its ARN.</summary>
    public string Arn => Now.Arn.Length > 0 ? Now.Arn : Before.Arn;

    /// <summary>The actions that the earlier run knew: one that AWS has added since is nobody's gain.</summary>
    private ulong Known { get; init; } = ActionMask.All;

    /// <summary>The differences of an account between two runs that both read it.</summary>
    /// <param name="before">The account in the earlier run.</param>
    /// <param name="now">The account in the later run.</param>
    /// <param name="known">The actions that the earlier run knew.</param>
    public static IEnumerable<AccessDifference> Of(AccountMemory before, AccountMemory now, ulong known) =>
        from key in before.Principals.Concat(now.Principals).Select(principal => principal.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        let later = now.Find(key)
        where later is not null
        let earlier = before.FindLike(later)
        where earlier is not null
        let difference = new AccessDifference(now.Account, earlier, later) { Known = known }
        where difference.Changed != 0
        select difference;
}
