using System.Security.Cryptography;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Expect;

namespace Auditor.Cli.Commands;

/// <summary>What every audit needs, whatever the snapshot says: it is made ready on another processor while the snapshot is read.</summary>
internal static class EarlyWork
{
    /// <summary>Begins the work, which whoever needs it first waits for. An error comes to light there too.</summary>
    public static void Begin() => _ = Task.Run(() =>
    {
        _ = ServiceCatalog.Default;
        _ = ProfileCatalog.Default;
        _ = ManagedPolicyHistory.OlderPatterns;
        _ = ActionNames.IsKnownPrefix(ServiceCatalog.BillingConductor);
        // The first hash loads the system's library for it.
        _ = SHA256.HashData([]);
    });
}
