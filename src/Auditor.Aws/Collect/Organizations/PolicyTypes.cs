namespace Auditor.Aws.Collect.Organizations;

/// <summary>The types of organization policy that have a say in access, and the policy of each that AWS attaches itself.</summary>
internal static class PolicyTypes
{
    public const string ServiceControl = "SERVICE_CONTROL_POLICY";
    public const string ResourceControl = "RESOURCE_CONTROL_POLICY";

    public static IReadOnlyList<string> All { get; } = [ServiceControl, ResourceControl];

    /// <summary>AWS's own policy of the type, which allows everything and never changes: its content is never asked for.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html"/> and
    /// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html"/>.</remarks>
    public static string FullAccessOf(string type) => type == ResourceControl ? "p-RCPFullAWSAccess" : "p-FullAWSAccess";
}
