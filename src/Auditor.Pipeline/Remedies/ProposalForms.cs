using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Remedies;

/// <summary>A proposal as people put it to use. Nothing of it is ever applied by this product.</summary>
public static class ProposalForms
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The policy document; of several a list of them.</summary>
    public static string Json(PolicyProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var documents = proposal.Policies.Select(policy => JsonNode.Parse(policy.Document)).ToArray();
        return Text(documents is [{ } only] ? only : new JsonArray(documents)) + "\n";
    }

    /// <summary>Terraform resources: a policy and its attachment, or the inline policy of a permission set.</summary>
    public static string Terraform(PolicyProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return string.Join('\n', proposal.Policies.Select(policy => Terraform(proposal.Principal, policy)));
    }

    /// <summary>A CloudFormation template in JSON.</summary>
    public static string CloudFormation(PolicyProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var resources = new JsonObject();
        foreach (var (index, policy) in proposal.Policies.Index())
            resources[$"Policy{index + 1}"] = Resource(proposal.Principal, policy);
        var template = new JsonObject { ["AWSTemplateFormatVersion"] = "2010-09-09", ["Description"] = $"What {proposal.Principal.DisplayName} needs in AWS Billing Conductor" };
        template["Resources"] = resources;
        return Text(template) + "\n";
    }

    private static string Terraform(Principal principal, ProposedPolicy policy)
    {
        var label = policy.Name.Replace('-', '_').ToLowerInvariant();
        // What Terraform would take for a template of its own is doubled.
        var document = Text(JsonNode.Parse(policy.Document)!).Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);
        if (principal.Kind == PrincipalKind.IdentityCenterRole)
            return $"resource \"aws_ssoadmin_permission_set_inline_policy\" \"{label}\" {{\n  instance_arn       = var.instance_arn\n  permission_set_arn = var.permission_set_arn\n  inline_policy      = <<-POLICY\n{document}\nPOLICY\n}}\n";
        var kind = principal.Kind == PrincipalKind.User ? "user" : "role";
        return $"resource \"aws_iam_policy\" \"{label}\" {{\n  name   = \"{policy.Name}\"\n  policy = <<-POLICY\n{document}\nPOLICY\n}}\n\n"
            + $"resource \"aws_iam_{kind}_policy_attachment\" \"{label}\" {{\n  {kind}       = \"{principal.Name}\"\n  policy_arn = aws_iam_policy.{label}.arn\n}}\n";
    }

    private static JsonObject Resource(Principal principal, ProposedPolicy policy)
    {
        var properties = new JsonObject { ["ManagedPolicyName"] = policy.Name, ["PolicyDocument"] = JsonNode.Parse(policy.Document) };
        // A role of Identity Center takes policies from its permission set only.
        if (principal.Kind != PrincipalKind.IdentityCenterRole)
            properties[principal.Kind == PrincipalKind.User ? "Users" : "Roles"] = new JsonArray(JsonValue.Create(principal.Name));
        return new JsonObject { ["Type"] = "AWS::IAM::ManagedPolicy", ["Properties"] = properties };
    }

    private static string Text(JsonNode node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
            node.WriteTo(writer);
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
