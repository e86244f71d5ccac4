using System.Collections.Immutable;
using Auditor.Aws.Collect;
using Auditor.Function.Answers;
using Auditor.Function.Denials;
using Auditor.Function.Events;
using Auditor.Function.Runs;
using Auditor.Function.Telemetry;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Distribute;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Distribute;

/// <summary>A worker of a distributed run: reads one account, audits it, and leaves its result in the bucket. Done again, it leaves the same.</summary>
internal sealed class AccountInvocation(RunRecord run, Invocation invocation, FunctionSettings settings, FunctionServices services, SharedFiles shared, FunctionLog log, TimeProvider clock)
{
    /// <summary>Works on an account.</summary>
    /// <exception cref="RunCannotGoOnException">The run has no plan, or there was no time.</exception>
    public async Task<ReadOnlyMemory<byte>> RunAsync(string account)
    {
        using var time = new CancellationTokenSource(invocation.TimeForWork(clock, settings.DeadlineMargin), clock);
        try
        {
            var plan = await RunPlan.GetAsync(services.Store, run.RunId, time.Token).ConfigureAwait(false);
            if (!plan.Shared.ToRead.Contains(account, StringComparer.Ordinal))
                throw new InvalidRequestException($"`account.account`: the run `{run.RunId}` does not read the account `{account}`");
            await shared.FetchAsync(run.RunId, plan, time.Token).ConfigureAwait(false);
            var result = await WorkAsync(account, plan, time.Token).ConfigureAwait(false);
            await KeepAsync(RunPlan.ResultKey(run.RunId, account), JsonAccountResult.Write(result)).ConfigureAwait(false);
            var status = result.IsUnchanged ? "unchanged" : result.IsCollected ? "evaluated" : "unread";
            log.Info("account done", ("account", account), ("status", status), ("principalsRead", result.PrincipalsRead), ("refused", result.Refused.Length));
            return Answer(account, status);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            throw new RunCannotGoOnException($"the account `{account}` was not read in time: raise the function's timeout");
        }
    }

    private async Task<AccountResult> WorkAsync(string account, RunPlan plan, CancellationToken inTime)
    {
        var isPayer = account == plan.Shared.Payer;
        try
        {
            var refused = isPayer ? plan.Shared.Refused : await CollectAsync(account, inTime).ConfigureAwait(false);
            if (!File.Exists(Path.Combine(shared.Folder, FileOf(account))))
                return AccountResult.Unread(account, AccountResult.VersionOf(FunctionVersion.Text), isPayer ? [] : refused);
            var hash = isPayer ? null : await KeepFileAsync(account, inTime).ConfigureAwait(false);
            var options = await RunOptions.OfAsync(run, settings, services.Store, RunPlan.ConfigKey(run.RunId), inTime).ConfigureAwait(false);
            var before = await EarlierAsync(account, plan, inTime).ConfigureAwait(false);
            var result = AccountWork.Audit(SnapshotReader.Open(shared.Folder), account, options, plan.ConfigurationHash, before);
            return result with { Refused = isPayer ? [] : refused, FileHash = hash };
        }
        finally
        {
            if (!isPayer)
                shared.Remove(account);
        }
    }

    private async Task<ImmutableArray<SnapshotRefusal>> CollectAsync(string account, CancellationToken inTime)
    {
        using var access = await services.OpenAsync(OwnCalls.SessionOf(run.RunId), inTime).ConfigureAwait(false);
        return await new CollectRun(access, SavedCollection.OptionsOf(shared.Folder, [account], settings), clock, progress: null).CollectAccountAsync(account, inTime).ConfigureAwait(false);
    }

    /// <summary>What the earlier run found in the account; null if that cannot be told, and then it is simply evaluated.</summary>
    private async Task<AccountResult?> EarlierAsync(string account, RunPlan plan, CancellationToken inTime) =>
        plan.EarlierRun is { } earlier && await services.Store.ReadAsync(RunPlan.ResultKey(earlier, account), inTime).ConfigureAwait(false) is { } left
            ? JsonAccountResultReader.Read(left.Content, out _)
            : null;

    /// <summary>The account's file belongs to the run's snapshot, as if one function had collected it.</summary>
    private async Task<string> KeepFileAsync(string account, CancellationToken inTime)
    {
        var content = await Checkpoint.CompressAsync(Path.Combine(shared.Folder, FileOf(account)), inTime).ConfigureAwait(false);
        await KeepAsync(Checkpoint.KeyOf(run.RunId, FileOf(account)), content).ConfigureAwait(false);
        return Checkpoint.HashOf(content);
    }

    private Task<bool> KeepAsync(string key, byte[] content) => ConditionalUpdate.RunAsync(
        services.Store, key, present => present is { } same && same.Span.SequenceEqual(content) ? null : content, clock, CancellationToken.None);

    private static string FileOf(string account) => SnapshotFolder.FileOf(account, SnapshotFolder.AuthorizationDetails);

    private ReadOnlyMemory<byte> Answer(string account, string status) => AnswerJson.Write(writer =>
    {
        writer.WriteString("runId", run.RunId);
        writer.WriteString("account", account);
        writer.WriteString("status", status);
    });
}
