namespace Auditor.Engine.Evaluation;

/// <summary>One layer of policies that a request must pass, in the order in which AWS documents them and in which blockers are best removed.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html"/>.
/// </remarks>
public enum PolicyLayer : byte
{
    /// <summary>Not a policy: the service answers only in another account.</summary>
    Account,

    /// <summary>Service control policies on the way from the root to the principal's account.</summary>
    ServiceControlPolicy,

    /// <summary>Resource control policies on the way from the root to the resource's account.</summary>
    ResourceControlPolicy,

    /// <summary>The policy of the resource itself.</summary>
    ResourcePolicy,

    /// <summary>The principal's permissions boundary.</summary>
    PermissionsBoundary,

    /// <summary>Policies passed when the session was created.</summary>
    Session,

    /// <summary>Inline and attached policies of the principal and its groups.</summary>
    Identity,
}
