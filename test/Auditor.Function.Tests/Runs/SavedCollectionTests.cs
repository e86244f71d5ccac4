using System.Text;
using Auditor.Aws.Tests.Collect;
using Auditor.Function.Runs;
using Auditor.Function.Telemetry;
using Auditor.Pipeline;
using Auditor.Pipeline.Publish;
using Auditor.Testing;

namespace Auditor.Function.Tests.Runs;

/// <summary>A collection that is saved meanwhile, into a bucket that is away for a while.</summary>
public sealed class SavedCollectionTests : IDisposable
{
    private const string Away = "the bucket is away";
    private readonly FunctionRig rig = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auditor-saved-");
    private readonly LogStream output = new();

    public void Dispose()
    {
        output.Dispose();
        folder.Delete(recursive: true);
        rig.Dispose();
    }

    [Fact]
    public async Task A_save_that_fails_meanwhile_does_not_end_the_collection_and_the_next_one_keeps_everything()
    {
        // Not before it is said: what fails while the collection ends is nobody's concern.
        var told = output.HasTold.WaitAsync(TimeSpan.FromSeconds(30));
        rig.Aws.Always(
            "GetAccountAuthorizationDetails",
            request => CollectRig.AccountOfSession(request) == CollectRig.InUnit && !told.IsCompleted ? Answer(request).HeldUntil(told) : null);
        rig.Organization.Rest();
        using var access = await rig.Organization.OpenAsync();
        var clock = new HastyTime();
        var checkpoint = new Checkpoint(new StoreThatIsAwayOnce(rig.Store), "run", folder.FullName, clock);
        await checkpoint.RestoreAsync(default);

        await new SavedCollection(access, checkpoint, rig.Settings, new FunctionLog(output, clock), clock).CollectAsync([], isLast: false, [], default);

        Assert.True(checkpoint.IsComplete);
        Assert.True(rig.Has("snapshots/run/checkpoint.json"));
        Assert.Contains(Away, Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    private static FakeAnswer Answer(FakeRequest request) =>
        FakeAnswer.Ok($"<IsTruncated>false</IsTruncated><RoleDetailList>{CollectRig.Role(CollectRig.AccountOfSession(request), "analyst")}</RoleDetailList>");

    /// <summary>A clock whose timers do not wait for long.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime / 300, period > TimeSpan.Zero ? period / 300 : period);
    }

    /// <summary>Notices when the log tells of the bucket.</summary>
    private sealed class LogStream : MemoryStream
    {
        private readonly TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HasTold => told.Task;

        // Spans come here too.
        public override void Write(byte[] buffer, int offset, int count)
        {
            base.Write(buffer, offset, count);
            if (buffer.AsSpan(offset, count).IndexOf(Encoding.UTF8.GetBytes(Away)) >= 0)
                told.TrySetResult();
        }
    }

    /// <summary>Refuses the first write.</summary>
    private sealed class StoreThatIsAwayOnce(FolderStore store) : IReportStore
    {
        private int writes;

        public string UriOf(string key) => store.UriOf(key);

        public Task<StoredDocument?> ReadAsync(string key, CancellationToken cancellationToken) => store.ReadAsync(key, cancellationToken);

        public Task<bool> TryCreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref writes) > 1 ? store.TryCreateAsync(key, content, cancellationToken) : throw new RunCannotGoOnException(Away);

        public Task<bool> TryReplaceAsync(string key, ReadOnlyMemory<byte> content, string version, CancellationToken cancellationToken) =>
            store.TryReplaceAsync(key, content, version, cancellationToken);
    }
}
