using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Distribute;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline;

/// <summary>What an audit is made of: a snapshot, and each account's part of the audit, worked out here or by workers before.</summary>
public sealed class AuditMaterial
{
    private readonly Func<AuditFrame, string, AccountAudit> auditOf;

    private AuditMaterial(SnapshotReader snapshot, Func<AuditFrame, string, AccountAudit> auditOf)
    {
        Snapshot = snapshot;
        this.auditOf = auditOf;
    }

    /// <summary>The organization and its accounts.</summary>
    public SnapshotReader Snapshot { get; }

    /// <summary>How many accounts were not evaluated again, because nothing that their verdicts hang on has changed since an earlier run.</summary>
    public int Unchanged { get; private init; }

    /// <summary>A whole snapshot: every account is worked out here.</summary>
    public static AuditMaterial Of(SnapshotReader snapshot)
    {
        var latest = LatestAccounts.ForThisMachine();
        return new AuditMaterial(snapshot, (frame, account) =>
        {
            var audit = AccountAudit.Of(frame.Read(snapshot, account), frame, frame.MemoryOf(account));
            // Its file is there to be read again, should somebody ask for more than what the rules ask of everybody.
            return frame.SettingOf(account).IsPayer == false
                ? audit.LaidAside(new LaidAsideAccount(() => LaidAsideAccount.Contents.Of(snapshot.ReadAccount(account).Account, frame), latest))
                : audit;
        });
    }

    /// <summary>The results of workers, and a snapshot with what is not about one account, and the payer's files.</summary>
    /// <param name="folder">The snapshot's folder.</param>
    /// <param name="results">What the workers left.</param>
    public static AuditMaterial Of(string folder, AccountResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var collected = results.Collected;
        var snapshot = SnapshotReader.OpenWithout(folder, collected);
        return new AuditMaterial(snapshot, (frame, account) => collected.Contains(account) ? results.Restore(account, snapshot, frame) : AccountAudit.Of(frame.Read(snapshot, account), frame, frame.MemoryOf(account)))
        {
            Unchanged = results.Unchanged,
        };
    }

    /// <summary>One account's part. Safe from any thread.</summary>
    internal AccountAudit AuditOf(AuditFrame frame, string account) => auditOf(frame, account);
}
