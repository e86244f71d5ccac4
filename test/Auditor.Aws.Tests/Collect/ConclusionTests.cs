using Auditor.Aws.Access;
using Auditor.Aws.Collect;
using Auditor.Pipeline.Collect;
using Auditor.Testing;

namespace Auditor.Aws.Tests.Collect;

/// <summary>A collection that time ran out on and that nobody goes on with: what it lacks is named, with the reason that it has.</summary>
public sealed class ConclusionTests : IDisposable
{
    private readonly CollectRig rig = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource never = new();

    public void Dispose()
    {
        never.TrySetResult();
        stop.Dispose();
        rig.Dispose();
    }

    [Fact]
    public async Task Services_last_used_that_nobody_came_to_ask_for_are_a_gap()
    {
        StopAt("GenerateServiceLastAccessedDetails");

        var missing = Assert.Single(await ConcludeAsync());

        Assert.Equal((CollectRig.Payer, "iam:GenerateServiceLastAccessedDetails", "NotInTime"), (missing.Account, missing.Call, missing.Code));
        Assert.Contains(rig.Audit().Gaps, gap => gap.Error.Contains("was not finished before time was up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_AWS_refused_before_is_not_said_to_have_been_too_late()
    {
        rig.Aws.Always("AssumeRole", request => CollectRig.AccountOf(request) == CollectRig.Member ? FakeAnswer.Error(403, "AccessDenied", "no") : null);
        rig.Aws.Always("LookupEvents", CollectRig.Denied("cloudtrail:LookupEvents"));
        StopAt("GenerateServiceLastAccessedDetails");

        var missing = await ConcludeAsync();

        Assert.Equal(
            [
                (CollectRig.Payer, "cloudtrail:LookupEvents", "AccessDeniedException"),
                (CollectRig.Payer, "iam:GenerateServiceLastAccessedDetails", "NotInTime"),
                (CollectRig.Member, "sts:AssumeRole", "AccessDenied"),
            ],
            missing.Select(refusal => (refusal.Account!, refusal.Call, refusal.Code!)));
    }

    /// <summary>Time runs out while a call waits for its answer.</summary>
    private void StopAt(string api) => rig.Aws.Always(api, _ =>
    {
        stop.Cancel();
        return FakeAnswer.Ok("").HeldUntil(never.Task);
    });

    private async Task<IReadOnlyList<SnapshotRefusal>> ConcludeAsync()
    {
        using var access = await rig.Rest().OpenAsync();
        var run = new CollectRun(access, new CollectOptions { Folder = rig.Folder, Tool = "auditor test", LastAccessed = true }, TimeProvider.System, progress: null);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.CollectAsync(stop.Token));
        return run.Conclude("time was up").Refused;
    }
}
