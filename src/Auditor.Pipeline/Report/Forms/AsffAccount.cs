using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>Where findings are filed. The caller of BatchImportFindings must be the account that a finding names, so a central audit files everything under the payer.</summary>
internal static class AsffAccount
{
    /// <summary>The payer; without it the finding's own account, or one that was read. Null if none is known: an account is never made up.</summary>
    public static string? Of(AuditReport report, Finding finding) =>
        Candidates(report, finding).FirstOrDefault(account => account is not null && SnapshotFolder.IsAccount(account));

    /// <summary>Where Billing Conductor and IAM are at home in a partition.</summary>
    public static string RegionOf(string partition) => partition switch
    {
        "aws-cn" => "cn-northwest-1",
        "aws-us-gov" => "us-gov-west-1",
        _ => "us-east-1",
    };

    private static IEnumerable<string?> Candidates(AuditReport report, Finding finding) =>
    [
        report.ManagementAccount,
        finding.Draft.Account,
        finding.Principals.Select(principal => principal.Account).FirstOrDefault(),
        report.Principals.Select(listed => listed.Assessed.Principal.Account).FirstOrDefault(),
    ];
}
