using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Remedies.Forms;

/// <summary>A remedy as Terraform resources. Those of policies that exist already replace what a reader's own code says, or are imported first.</summary>
/// <remarks>Source: <see href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs"/>.</remarks>
public static class RemedyTerraform
{
    /// <summary>The resources of one change; what has to be taken away is a comment, for Terraform takes away what its code no longer has.</summary>
    /// <param name="change">The change.</param>
    public static string Of(PolicyChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var (place, principal) = (change.Place, change.Principal);
        if (change.Document is not { } document)
            return $"# remove {Comment(place.Name)} from {Comment(principal.DisplayName)}\n";
        return place.Kind switch
        {
            PolicyPlaceKind.Role => Inline("role", place, document),
            PolicyPlaceKind.User => Inline("user", place, document),
            PolicyPlaceKind.Group => Inline("group", place, document),
            PolicyPlaceKind.PermissionSet => PermissionSet(place.Holder, document),
            PolicyPlaceKind.ServiceControlPolicy => Organization("SERVICE_CONTROL_POLICY", change, document),
            PolicyPlaceKind.ResourceControlPolicy => Organization("RESOURCE_CONTROL_POLICY", change, document),
            _ => Managed(place.Name, document) + (change.IsNew ? Attachment(place.Name, principal) : ""),
        };
    }

    /// <summary>The inline policy of a permission set, whose ARNs a snapshot does not hold.</summary>
    internal static string PermissionSet(string label, string document) => Block("aws_ssoadmin_permission_set_inline_policy", label,
        ("instance_arn", "var.instance_arn"), ("permission_set_arn", "var.permission_set_arn"), ("inline_policy", TerraformText.Document(document)));

    internal static string Managed(string name, string document) =>
        Block("aws_iam_policy", name, ("name", TerraformText.Quoted(name)), ("policy", TerraformText.Document(document)));

    internal static string Attachment(string policy, Principal principal)
    {
        var kind = principal.Kind == PrincipalKind.User ? "user" : "role";
        return "\n" + Block($"aws_iam_{kind}_policy_attachment", policy, (kind, TerraformText.Quoted(principal.Name)), ("policy_arn", $"aws_iam_policy.{TerraformText.Label(policy)}.arn"));
    }

    private static string Inline(string holder, PolicyPlace place, string document) => Block($"aws_iam_{holder}_policy", $"{place.Holder}_{place.Name}",
        ("name", TerraformText.Quoted(place.Name)), (holder, TerraformText.Quoted(place.Holder)), ("policy", TerraformText.Document(document)));

    private static string Organization(string type, PolicyChange change, string document)
    {
        var policy = Block("aws_organizations_policy", change.Place.Name,
            ("name", TerraformText.Quoted(change.Place.Name)), ("type", TerraformText.Quoted(type)), ("content", TerraformText.Document(document)));
        return change.TargetId is not { } target ? policy : policy + "\n" + Block("aws_organizations_policy_attachment", change.Place.Name,
            ("policy_id", $"aws_organizations_policy.{TerraformText.Label(change.Place.Name)}.id"), ("target_id", TerraformText.Quoted(target)));
    }

    private static string Block(string type, string label, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        var width = 0;
        foreach (var (name, _) in arguments)
            width = Math.Max(width, name.Length);
        var block = new System.Text.StringBuilder($"resource \"{type}\" \"{TerraformText.Label(label)}\" {{\n");
        foreach (var (name, value) in arguments)
            block.Append("  ").Append(name.PadRight(width)).Append(" = ").Append(value).Append('\n');
        return block.Append("}\n").ToString();
    }

    private static string Comment(string text) => new([.. text.Select(character => char.IsControl(character) ? ' ' : character)]);
}
