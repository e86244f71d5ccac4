using System.Collections.Frozen;

namespace Auditor.Engine.Catalog;

/// <summary>The services whose resources a resource control policy can protect; Billing Conductor is not one of them.</summary>
/// <remarks>
/// Source: AWS Organizations User Guide, "Resource control policies (RCPs)",
/// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html"/>, copy of 2026-09-26.
/// </remarks>
public static class ResourceControlPolicyServices
{
    private static readonly Lazy<FrozenSet<string>> Prefixes =
        new(() => CatalogResource.Lines("rcp-services.txt").ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether RCPs reach the service with this prefix, in any case.</summary>
    public static bool Contains(string prefix) => Prefixes.Value.Contains(prefix);
}
