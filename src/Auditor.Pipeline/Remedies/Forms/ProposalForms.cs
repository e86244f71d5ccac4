using System.Text.Json.Nodes;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Remedies.Forms;

/// <summary>A proposal as people put it to use. Nothing of it is ever applied by this product.</summary>
public static class ProposalForms
{
    /// <summary>The policy document; of several a list of them.</summary>
    public static string Json(PolicyProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var documents = proposal.Policies.Select(policy => JsonNode.Parse(policy.Document)).ToArray();
        return IndentedJson.Of(documents is [{ } only] ? only : new JsonArray(documents)) + "\n";
    }

    /// <summary>Terraform resources: a policy and its attachment, or the inline policy of a permission set.</summary>
    public static string Terraform(PolicyProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return string.Join('\n', proposal.Policies.Select(policy => proposal.Principal.Kind == PrincipalKind.IdentityCenterRole
            ? RemedyTerraform.PermissionSet(policy.Name, policy.Document)
            : RemedyTerraform.Managed(policy.Name, policy.Document) + RemedyTerraform.Attachment(policy.Name, proposal.Principal)));
    }

    /// <summary>A CloudFormation template in JSON: managed policies with their attachment, or the permission set.</summary>
    public static string CloudFormation(PolicyProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return RemedyCloudFormation.Template($"What {proposal.Principal.DisplayName} needs in AWS Billing Conductor", proposal.Policies.Select(policy => proposal.Principal.Kind == PrincipalKind.IdentityCenterRole
            ? RemedyCloudFormation.PermissionSet(proposal.Principal.PermissionSet ?? proposal.Principal.Name, policy.Document)
            : RemedyCloudFormation.Managed(policy.Name, policy.Document, proposal.Principal)));
    }
}
