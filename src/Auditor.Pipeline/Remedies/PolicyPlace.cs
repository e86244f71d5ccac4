using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Remedies;

/// <summary>Where a policy lives.</summary>
/// <param name="Kind">What kind of place it is.</param>
/// <param name="Holder">The role, user, group or permission set by name; of a managed policy its ARN, of an organization policy its id.</param>
/// <param name="Name">The policy's name.</param>
public sealed record PolicyPlace(PolicyPlaceKind Kind, string Holder, string Name)
{
    /// <summary>Where the policy of an edit lives, or would live.</summary>
    internal static PolicyPlace Of(PolicyEdit edit, Principal principal)
    {
        var (id, name) = (edit.Policy.Id, edit.Policy.Name);
        if (edit.Layer is PolicyLayer.ServiceControlPolicy or PolicyLayer.ResourceControlPolicy)
            return new PolicyPlace(KindOf(edit.Layer), id[(id.LastIndexOf('/') + 1)..], name);
        if (id.Contains(":iam::aws:policy/", StringComparison.Ordinal))
            return new PolicyPlace(PolicyPlaceKind.AwsManaged, id, name);
        if (id == $"{principal.Arn} {name}")
            return new PolicyPlace(KindOf(principal), principal.PermissionSet ?? principal.Name, name);
        // ARNs have no blanks: what has one is an inline policy, here of one of the user's groups.
        return id.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank
            ? new PolicyPlace(PolicyPlaceKind.Group, id[(id.LastIndexOf('/', blank) + 1)..blank], name)
            : new PolicyPlace(PolicyPlaceKind.CustomerManaged, id, name);
    }

    private static PolicyPlaceKind KindOf(PolicyLayer layer) =>
        layer == PolicyLayer.ServiceControlPolicy ? PolicyPlaceKind.ServiceControlPolicy : PolicyPlaceKind.ResourceControlPolicy;

    private static PolicyPlaceKind KindOf(Principal principal) => principal.Kind switch
    {
        PrincipalKind.User => PolicyPlaceKind.User,
        PrincipalKind.IdentityCenterRole => PolicyPlaceKind.PermissionSet,
        _ => PolicyPlaceKind.Role,
    };
}
