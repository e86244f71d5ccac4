using System.Collections.Immutable;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>The principals of whose use anybody will ask: those that an audit of the snapshot lists in the payer.</summary>
internal static class ReachingPrincipals
{
    public static ImmutableArray<string> Of(string folder, string payer, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var options = new AuditOptions { AsOf = asOf, ManagementAccount = payer, ToolVersion = "" };
        var report = AuditRun.Run(SnapshotReader.Open(folder), options, progress: null, cancellationToken);
        return [.. report.Principals.Select(listed => listed.Assessed.Principal).Where(principal => principal.Account == payer).Select(principal => principal.Arn)];
    }
}
