namespace Auditor.Pipeline.Explain;

/// <summary>The type of policy that AWS names in the text of a denial. AWS names one, even if several deny.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"/>.</remarks>
public enum DenialLayer
{
    /// <summary>Policies of the principal and its groups.</summary>
    Identity,

    /// <summary>The principal's permissions boundary.</summary>
    PermissionsBoundary,

    /// <summary>Policies passed when the session was created.</summary>
    Session,

    /// <summary>Service control policies.</summary>
    ServiceControlPolicy,

    /// <summary>Resource control policies.</summary>
    ResourceControlPolicy,

    /// <summary>The policy of the resource.</summary>
    Resource,

    /// <summary>The trust policy of the role that was to be assumed.</summary>
    Trust,

    /// <summary>The policy of the VPC endpoint through which the call came.</summary>
    VpcEndpoint,
}
