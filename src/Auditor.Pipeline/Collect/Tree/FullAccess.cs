using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect.Tree;

/// <summary>The two policies that AWS attaches itself; they allow everything, and nobody can change them.</summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html"/> and
/// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html"/>.
/// </remarks>
internal static class FullAccess
{
    private static readonly PolicyDocument ServiceControl = PolicyParser.Parse(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""",
        PolicyType.ServiceControlPolicy);

    private static readonly PolicyDocument ResourceControl = PolicyParser.Parse(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""",
        PolicyType.ResourceControlPolicy);

    /// <summary>The document of a policy that needs no content; null for all others.</summary>
    public static PolicyDocument? Find(string policyId) => policyId switch
    {
        "p-FullAWSAccess" => ServiceControl,
        "p-RCPFullAWSAccess" => ResourceControl,
        _ => null,
    };
}
