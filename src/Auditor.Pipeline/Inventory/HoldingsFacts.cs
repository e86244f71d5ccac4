namespace Auditor.Pipeline.Inventory;

/// <summary>What a principal's policies say about Billing Conductor, as far as it is asked of many.</summary>
/// <param name="HasNamedGrant">True if a policy that it holds names Billing Conductor in a grant.</param>
/// <param name="HasBroadGrant">True if a policy that it holds grants Billing Conductor actions without naming it.</param>
/// <param name="IsSilent">True if all its policies can be read and none allows an action of Billing Conductor.</param>
/// <param name="HasUnreadable">True if a policy that it holds could not be read.</param>
/// <param name="MayLoseGrant">True if it has a permissions boundary that may stop what one of its policies names.</param>
public readonly record struct HoldingsFacts(bool HasNamedGrant, bool HasBroadGrant, bool IsSilent, bool HasUnreadable, bool MayLoseGrant)
{
    /// <summary>The facts of some holdings.</summary>
    internal static HoldingsFacts Of(Holdings holdings)
    {
        var (named, broad, silent, unreadable, mayLose) = (false, false, true, false, false);
        var stopped = holdings.Boundary is { } boundary ? ~DocumentFacts.Of(boundary.Document).AllowedOnEverything : 0;
        foreach (var policy in holdings.Policies)
        {
            var ofDocument = DocumentFacts.Of(policy.Document);
            named |= !ofDocument.NamedGrants.IsEmpty;
            broad |= ofDocument.HasBroadGrant;
            silent &= ofDocument is { Allowed: 0, IsUnreadable: false };
            unreadable |= ofDocument.IsUnreadable;
            foreach (var grant in ofDocument.NamedGrants)
                mayLose |= (grant.Mask & stopped) != 0;
        }

        return new HoldingsFacts(named, broad, silent, unreadable, mayLose);
    }
}
