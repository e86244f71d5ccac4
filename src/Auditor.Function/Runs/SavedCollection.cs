using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Collect;
using Auditor.Function.Telemetry;
using Auditor.Pipeline;

namespace Auditor.Function.Runs;

/// <summary>Collects a run's snapshot, and keeps it in the bucket meanwhile: an invocation may be killed at any moment, and the next one then has little to do again.</summary>
internal sealed class SavedCollection(AwsAccess access, Checkpoint checkpoint, FunctionSettings settings, FunctionLog log, TimeProvider clock)
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(15);

    /// <summary>Collects what the folder has not got yet.</summary>
    /// <param name="accounts">The accounts to read; empty reads all.</param>
    /// <param name="isLast">True if nobody goes on when time runs out: then the snapshot is ended with what it has.</param>
    /// <param name="notes">Takes what should be known about the run.</param>
    /// <param name="inTime">Is cancelled when time runs out.</param>
    public async Task CollectAsync(ImmutableArray<string> accounts, bool isLast, List<string> notes, CancellationToken inTime)
    {
        var collection = new CollectRun(access, OptionsOf(checkpoint.Folder, accounts, settings), clock, progress: null);
        try
        {
            var result = await SavedMeanwhileAsync(() => collection.CollectAsync(inTime), inTime).ConfigureAwait(false);
            log.Info("collected", ("accountsExpected", result.AccountsExpected), ("accountsRead", result.AccountsRead), ("refused", result.Refused.Length), ("calls", result.Calls));
        }
        catch (OperationCanceledException) when (inTime.IsCancellationRequested && isLast)
        {
            var result = collection.Conclude("the run's last invocation came to its end");
            notes.Add($"{result.AccountsExpected - result.AccountsRead} of {result.AccountsExpected} accounts were not read in time: raise the function's timeout, MaxContinuations or Parallelism");
            log.Warning("collection given up", ("accountsExpected", result.AccountsExpected), ("accountsRead", result.AccountsRead));
        }

        await checkpoint.SaveAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Collects what all accounts share.</summary>
    /// <param name="accounts">The accounts to read; empty reads all.</param>
    /// <param name="inTime">Is cancelled when time runs out.</param>
    public async Task<CollectedOnce> CollectSharedAsync(ImmutableArray<string> accounts, CancellationToken inTime)
    {
        var collection = new CollectRun(access, OptionsOf(checkpoint.Folder, accounts, settings), clock, progress: null);
        var shared = await SavedMeanwhileAsync(() => collection.CollectSharedAsync(inTime), inTime).ConfigureAwait(false);
        await checkpoint.SaveAsync(CancellationToken.None).ConfigureAwait(false);
        return shared;
    }

    /// <summary>How the function collects.</summary>
    public static CollectOptions OptionsOf(string folder, ImmutableArray<string> accounts, FunctionSettings settings) => new()
    {
        Folder = folder,
        Accounts = accounts,
        Parallelism = settings.Parallelism,
        ActivityDays = settings.ActivityDays,
        LastAccessed = settings.LastAccessed,
        Tool = "auditor " + FunctionVersion.Text,
    };

    private async Task<T> SavedMeanwhileAsync<T>(Func<Task<T>> collect, CancellationToken inTime)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(inTime);
        var saving = SaveRegularlyAsync(ended.Token);
        try
        {
            return await collect().ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await saving.ConfigureAwait(false);
        }
    }

    private async Task SaveRegularlyAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(SaveEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended).ConfigureAwait(false))
                await TrySaveAsync(ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The collection has ended, and is saved once more.
        }
    }

    /// <summary>What is not kept now is kept the next time, and at the end, where it counts if that fails.</summary>
    private async Task TrySaveAsync(CancellationToken ended)
    {
        try
        {
            await checkpoint.SaveAsync(ended).ConfigureAwait(false);
        }
        catch (RunCannotGoOnException error)
        {
            log.Warning("the run could not be saved meanwhile", ("problem", error.Message));
        }
    }
}
