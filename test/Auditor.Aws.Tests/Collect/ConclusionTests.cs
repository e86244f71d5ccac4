using System.Text.Json.Nodes;
using Auditor.Aws.Access;
using Auditor.Aws.Collect;
using Auditor.Pipeline.Collect;
using Auditor.Testing;

namespace Auditor.Aws.Tests.Collect;

/// <summary>A collection that time ran out on and that nobody goes on with: what it lacks is named, with the reason that it has.</summary>
public sealed class ConclusionTests : IDisposable
{
    private const string Used =
        """
        <JobStatus>COMPLETED</JobStatus><JobCreationDate>2026-11-24T00:00:00Z</JobCreationDate><JobCompletionDate>2026-11-24T00:00:01Z</JobCompletionDate>
        <ServicesLastAccessed><member><ServiceName>Billing Conductor</ServiceName><ServiceNamespace>billingconductor</ServiceNamespace>
        <LastAuthenticated>2026-11-01T00:00:00Z</LastAuthenticated><TotalAuthenticatedEntities>1</TotalAuthenticatedEntities></member></ServicesLastAccessed>
        """;

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

    [Fact]
    public async Task Services_last_used_that_were_told_before_it_was_stopped_are_not_asked_for_again()
    {
        var polls = 0;
        var roles = CollectRig.Role(CollectRig.Payer, "analyst") + CollectRig.Role(CollectRig.Payer, "slow").Replace("AROA", "AROB", StringComparison.Ordinal);
        rig.Aws.Always("GetAccountAuthorizationDetails", request => CollectRig.AccountOfSession(request) == CollectRig.Payer ? FakeAnswer.Ok($"<RoleDetailList>{roles}</RoleDetailList>") : null);
        rig.Aws.Always("GenerateServiceLastAccessedDetails", request => FakeAnswer.Ok($"<JobId>{request.Parameters["Arn"].Split('/')[1]}</JobId>"));
        rig.Aws.Always("GetServiceLastAccessedDetails", request =>
        {
            if (request.Parameters["JobId"] == "analyst" || polls > 2)
                return FakeAnswer.Ok(Used);
            if (++polls == 2)
                stop.Cancel();
            return FakeAnswer.Ok("<JobStatus>IN_PROGRESS</JobStatus>");
        });
        var before = (await ConcludeAsync(isConcluded: false), File: rig.Read("accounts", CollectRig.Payer, "last-accessed.json"));
        polls = 3;
        using var access = await rig.OpenAsync();
        await Collection(access).CollectAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["analyst", "slow", "slow"], rig.Aws.Calls("GenerateServiceLastAccessedDetails").Select(request => request.Parameters["Arn"].Split('/')[1]).Order(StringComparer.Ordinal));
        var told = rig.Snapshot().ReadAccount(CollectRig.Payer).Account.LastAccessed!;
        Assert.Equal(2, told.Count);
        Assert.All(told.Values, services => Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), Assert.Single(services).LastAuthenticated));
        var first = JsonNode.Parse(before.File)!.AsObject();
        Assert.Equal(first.Single().Value!.ToJsonString(), JsonNode.Parse(rig.Read("accounts", CollectRig.Payer, "last-accessed.json"))![first.Single().Key]!.ToJsonString());
    }

    /// <summary>Time runs out while a call waits for its answer.</summary>
    private void StopAt(string api) => rig.Aws.Always(api, _ =>
    {
        stop.Cancel();
        return FakeAnswer.Ok("").HeldUntil(never.Task);
    });

    private async Task<IReadOnlyList<SnapshotRefusal>> ConcludeAsync(bool isConcluded = true)
    {
        using var access = await rig.Rest().OpenAsync();
        var run = Collection(access);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.CollectAsync(stop.Token));
        return isConcluded ? run.Conclude("time was up").Refused : [];
    }

    private CollectRun Collection(AwsAccess access) =>
        new(access, new CollectOptions { Folder = rig.Folder, Tool = "auditor test", LastAccessed = true }, TimeProvider.System, progress: null);
}
