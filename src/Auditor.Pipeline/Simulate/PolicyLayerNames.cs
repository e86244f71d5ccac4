using Auditor.Engine.Evaluation;

namespace Auditor.Pipeline.Simulate;

/// <summary>The words for policy layers in every JSON that the product writes.</summary>
public static class PolicyLayerNames
{
    /// <summary>The layer's word, e.g. <c>serviceControlPolicy</c>.</summary>
    public static string Of(PolicyLayer layer) => layer switch
    {
        PolicyLayer.Account => "account",
        PolicyLayer.ServiceControlPolicy => "serviceControlPolicy",
        PolicyLayer.ResourceControlPolicy => "resourceControlPolicy",
        PolicyLayer.ResourcePolicy => "resourcePolicy",
        PolicyLayer.PermissionsBoundary => "permissionsBoundary",
        PolicyLayer.Session => "session",
        _ => "identity",
    };
}
