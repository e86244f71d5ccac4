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
    private readonly FunctionRig rig = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auditor-saved-");
    private readonly MemoryStream output = new();

    public void Dispose()
    {
        output.Dispose();
        folder.Delete(recursive: true);
        rig.Dispose();
    }

    [Fact]
    public async Task A_save_that_fails_meanwhile_does_not_end_the_collection_and_the_next_one_keeps_everything()
    {
        var hasFailed = new TaskCompletionSource();
        rig.Aws.Always(
            "GetAccountAuthorizationDetails",
            request => CollectRig.AccountOfSession(request) == CollectRig.InUnit && !hasFailed.Task.IsCompleted ? Answer(request).HeldUntil(hasFailed.Task) : null);
        rig.Organization.Rest();
        using var access = await rig.Organization.OpenAsync();
        var clock = new HastyTime();
        var checkpoint = new Checkpoint(new StoreThatIsAwayOnce(rig.Store, hasFailed), "run", folder.FullName, clock);
        await checkpoint.RestoreAsync(default);

        await new SavedCollection(access, checkpoint, rig.Settings, new FunctionLog(output, clock), clock).CollectAsync([], isLast: false, [], default);

        Assert.True(checkpoint.IsComplete);
        Assert.True(rig.Has("snapshots/run/checkpoint.json"));
        Assert.Contains("the bucket is away", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    private static FakeAnswer Answer(FakeRequest request) =>
        FakeAnswer.Ok($"<IsTruncated>false</IsTruncated><RoleDetailList>{CollectRig.Role(CollectRig.AccountOfSession(request), "analyst")}</RoleDetailList>");

    /// <summary>A clock whose timers do not wait for long.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime / 300, period > TimeSpan.Zero ? period / 300 : period);
    }

    /// <summary>Refuses the first write, and says so.</summary>
    private sealed class StoreThatIsAwayOnce(FolderStore store, TaskCompletionSource hasFailed) : IReportStore
    {
        private int writes;

        public string UriOf(string key) => store.UriOf(key);

        public Task<StoredDocument?> ReadAsync(string key, CancellationToken cancellationToken) => store.ReadAsync(key, cancellationToken);

        public Task<bool> TryCreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref writes) > 1)
                return store.TryCreateAsync(key, content, cancellationToken);
            hasFailed.TrySetResult();
            throw new RunCannotGoOnException("the bucket is away");
        }

        public Task<bool> TryReplaceAsync(string key, ReadOnlyMemory<byte> content, string version, CancellationToken cancellationToken) =>
            store.TryReplaceAsync(key, content, version, cancellationToken);
    }
}
