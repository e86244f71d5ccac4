using System.Runtime.InteropServices;
using Auditor.Pipeline.Collect;

namespace Auditor.Cli.Commands;

/// <summary>
/// The heap of an audit that is soon over: taken at once, in large pages where the system has them, and not tidied up before it is full. With few accounts half the
/// time went into tidying and into being given page after page.
/// </summary>
internal static class ShortRunHeap
{
    /// <summary>What some thirty accounts and more leave behind, at most. Only what is written to becomes the process's own, but all of it has to be asked for.</summary>
    private const int MostMegabytes = 128;

    /// <summary>What one account leaves behind that has a hundred findings with their remedies.</summary>
    private const int LeastMegabytes = 62;

    private const int MegabytesOfAnAccount = 2;

    /// <summary>With more the audit takes long enough for tidying up to pay, and memory counts.</summary>
    private const int FewAccounts = 100;

    /// <summary>Linux's <c>MADV_HUGEPAGE</c>, see <see href="https://man7.org/linux/man-pages/man2/madvise.2.html"/>.</summary>
    private const int LargePages = 14;

    private const nint LargePage = 2 << 20;

    private static int taken;

    /// <summary>Takes it, once in the life of a process; does nothing where the snapshot is large or memory is short.</summary>
    /// <param name="snapshot">A snapshot's folder or file, which need not exist.</param>
    public static void TakeFor(string snapshot)
    {
        var accounts = Accounts(snapshot);
        var megabytes = Math.Min(MostMegabytes, LeastMegabytes + (MegabytesOfAnAccount * accounts));
        if (accounts > FewAccounts || GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < (long)MostMegabytes * 8 << 20 || Interlocked.Exchange(ref taken, 1) != 0)
            return;
        if (OperatingSystem.IsLinux())
            AskForLargePages();
        _ = GC.TryStartNoGCRegion((long)megabytes << 20, disallowFullBlockingGC: true);
    }

    /// <summary>How many accounts there are; no more than one over <see cref="FewAccounts"/> are counted.</summary>
    private static int Accounts(string snapshot)
    {
        var accounts = Path.Combine(snapshot, SnapshotFolder.Accounts);
        return Directory.Exists(accounts) ? Directory.EnumerateDirectories(accounts).Take(FewAccounts + 1).Count() : 1;
    }

    /// <summary>
    /// For everything that the collector is about to take: it lies above a new object, and what is taken already below. Before, as a page that is written to earlier stays
    /// small, with its neighbours. Advice changes nothing that a program can see, and what is not there or is not the collector's is passed over.
    /// </summary>
    private static void AskForLargePages()
    {
        const nint below = 16 << 20, above = (nint)MostMegabytes * 5 / 2 << 20;
        var near = GCHandle.Alloc(new byte[1], GCHandleType.Pinned);
        _ = Advise(near.AddrOfPinnedObject() / LargePage * LargePage - below, below + above, LargePages);
        near.Free();
    }

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(nint address, nint length, int advice);
}
