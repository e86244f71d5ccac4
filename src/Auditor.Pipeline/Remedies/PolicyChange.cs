using System.Globalization;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Remedies;

/// <summary>What becomes of one policy when all edits of a remedy are applied to it.</summary>
/// <param name="Id">The policy, as the edits name it.</param>
/// <param name="Principal">For whose sake it is changed.</param>
/// <param name="Place">Where it lives.</param>
/// <param name="IsNew">True if it has to be made.</param>
/// <param name="TargetId">Where a new organization policy is to be attached, or one that goes is attached; else null.</param>
/// <param name="Document">The whole document afterwards, without white space; null if the policy is detached or deleted.</param>
/// <param name="Characters">The characters that count for the quota, of the holder's other policies too where they share it; 0 without a document.</param>
public sealed record PolicyChange(string Id, Principal Principal, PolicyPlace Place, bool IsNew, string? TargetId, string? Document, int Characters)
{
    /// <summary>The version that has to be deleted first, where a managed policy has as many as AWS lets it have; else null.</summary>
    public string? ExpendableVersionId { get; init; }

    /// <summary>How many policies of its kind would be attached in the same place with it, for a new one that is attached; else 0.</summary>
    public int Attached { get; init; }

    /// <summary>The most characters that AWS takes there.</summary>
    public int Quota => PolicyQuota.Of(Place.Kind);

    /// <summary>
    /// The permission set through which it is made, in each account in which the set is provisioned: its inline policy, or a policy that is
    /// taken from it. Null for all else.
    /// </summary>
    public string? PermissionSet => Principal.Kind == PrincipalKind.IdentityCenterRole && (Place.Kind == PolicyPlaceKind.PermissionSet || IsDetached)
        ? Principal.PermissionSet ?? Principal.Name
        : null;

    private bool IsDetached => Document is null && Place.Kind is (PolicyPlaceKind.AwsManaged or PolicyPlaceKind.CustomerManaged);

    /// <summary>Why AWS would refuse it, or null.</summary>
    internal string? Excess => Characters <= Quota ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{Place.Name} would have {Characters} characters{(PolicyQuota.IsShared(Place.Kind) ? $" with the other inline policies of {Place.Holder}" : "")}, and AWS takes {Quota}: make it shorter first");
}
