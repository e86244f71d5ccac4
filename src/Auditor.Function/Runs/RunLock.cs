using System.Text.Json;
using Auditor.Function.Answers;
using Auditor.Pipeline;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Runs;

/// <summary>
/// Lets one invocation at a time work on what is published, by conditional writes of <c>state/lock.json</c>. A lock ends with its invocation's deadline, after
/// which that one cannot be running any more; a retry of the same event, and the invocation that it is handed to, may take it before.
/// </summary>
internal sealed class RunLock
{
    private const string Key = "state/lock.json";

    /// <summary>How long an event that goes on with a run may be on its way.</summary>
    private static readonly TimeSpan HandOver = TimeSpan.FromMinutes(15);

    private readonly IReportStore store;
    private readonly TimeProvider clock;
    private readonly string runId;
    private readonly string owner;

    private RunLock(IReportStore store, TimeProvider clock, string runId, string owner)
    {
        this.store = store;
        this.clock = clock;
        this.runId = runId;
        this.owner = owner;
    }

    /// <summary>Takes the lock.</summary>
    /// <param name="store">Where it is.</param>
    /// <param name="clock">Tells whether an earlier one has ended.</param>
    /// <param name="runId">The run to be worked on.</param>
    /// <param name="part">Which invocation of the run this is.</param>
    /// <param name="requestId">The invocation's id; a retry has the same.</param>
    /// <param name="until">The invocation's deadline.</param>
    /// <returns>The lock; or null if another invocation works on the same run.</returns>
    /// <exception cref="RunCannotGoOnException">Another run is under way.</exception>
    public static async Task<RunLock?> TakeAsync(IReportStore store, TimeProvider clock, string runId, int part, string requestId, DateTimeOffset until)
    {
        LockState? other = null;
        var taken = await ConditionalUpdate.RunAsync(
            store,
            Key,
            present =>
            {
                other = present is { } json ? LockState.Read(json) ?? throw new RunCannotGoOnException(NotALock(store)) : null;
                var isFree = other is null || other.Until <= clock.GetUtcNow() || other.Owner == requestId || other.Owner == Successor(runId, part)
                    // The event that was to go on may never have left: a retry of the part that gave the lock away goes on itself.
                    || other.Owner == Successor(runId, part + 1);
                return isFree ? new LockState(runId, requestId, until).Write() : null;
            },
            clock,
            CancellationToken.None).ConfigureAwait(false);
        if (taken)
            return new RunLock(store, clock, runId, requestId);
        return other!.RunId == runId
            ? null
            : throw new RunCannotGoOnException($"the run `{other.RunId}` is under way until {RunRecords.Moment(other.Until)} at most: try again then");
    }

    /// <summary>Gives the lock to the invocation that goes on with the run.</summary>
    public Task HandOverAsync(int part) => ReplaceAsync(new LockState(runId, Successor(runId, part), clock.GetUtcNow() + HandOver));

    /// <summary>Lets others in.</summary>
    public Task ReleaseAsync() => ReplaceAsync(new LockState(runId, owner, clock.GetUtcNow()));

    /// <summary>Only if it is still this invocation's own.</summary>
    private Task<bool> ReplaceAsync(LockState state) => ConditionalUpdate.RunAsync(
        store, Key, present => present is not { } json || LockState.Read(json)?.Owner == owner ? state.Write() : null, clock, CancellationToken.None);

    private static string Successor(string runId, int part) => $"{runId} part {part}";

    private static string NotALock(IReportStore store) => $"`{store.UriOf(Key)}` should say which run is under way, and does not: delete it if none is";

    private sealed record LockState(string RunId, string Owner, DateTimeOffset Until)
    {
        public byte[] Write() => AnswerJson.Write(writer =>
        {
            writer.WriteString("runId", RunId);
            writer.WriteString("owner", Owner);
            writer.WriteString("until", RunRecords.Moment(Until));
        });

        public static LockState? Read(ReadOnlyMemory<byte> content)
        {
            try
            {
                using var json = JsonDocument.Parse(content);
                var root = json.RootElement;
                return new LockState(root.GetProperty("runId").GetString() ?? "", root.GetProperty("owner").GetString() ?? "", root.GetProperty("until").GetDateTimeOffset());
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                return null;
            }
        }
    }
}
