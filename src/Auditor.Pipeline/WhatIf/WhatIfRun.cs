using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Compare;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.WhatIf;

/// <summary>Audits a snapshot as it would be, and compares with what it is.</summary>
public static class WhatIfRun
{
    /// <summary>The report of the snapshot as supposed, with what is otherwise than without the suppositions.</summary>
    /// <param name="snapshot">As it is.</param>
    /// <param name="suppositions">What is supposed to be otherwise; may be empty, for the report of things as they are.</param>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Is told after each account of the last audit how many are done; may be null.</param>
    /// <param name="cancellationToken">Stops between accounts.</param>
    /// <exception cref="RunCannotGoOnException">A supposition is about nothing that is there: as likely as not a slip of the pen.</exception>
    public static AuditReport Run(SnapshotReader snapshot, Suppositions suppositions, AuditOptions options, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suppositions);
        ArgumentNullException.ThrowIfNull(options);
        if (suppositions.IsEmpty)
            return AuditRun.Run(snapshot, options, progress, cancellationToken);
        var supposed = new SupposedSnapshot(snapshot, suppositions, options.AsOf);
        var everybody = options with { ListAll = true };
        var before = AuditRun.Run(snapshot, everybody, null, cancellationToken);
        var after = AuditRun.Run(supposed.Snapshot, everybody, options.ListAll ? progress : null, cancellationToken);
        if (supposed.Unmet() is [var first, ..])
            throw new RunCannotGoOnException($"no account that could be read has `{first}`, roles that belong to AWS services aside: name a principal or policy by its ARN as the report prints it, an organization policy by its id");
        var report = options.ListAll ? after : AuditRun.Run(supposed.Snapshot, options, progress, cancellationToken);
        return report with { WhatIf = new WhatIfSummary([.. suppositions.Lines()], ReportComparison.Of(before, after)) };
    }
}
