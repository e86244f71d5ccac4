using System.Text.Json.Nodes;
using Auditor.Aws.Tests.Collect;
using Auditor.Pipeline;
using Auditor.Testing;

namespace Auditor.Function.Tests.Runs;

/// <summary>Published runs that fail, or die, between two writes: nothing is lost, nothing told is taken back.</summary>
public sealed class InterruptedRunTests : IDisposable
{
    // No other class of tests has runs of this day: a run has a folder of its own, and classes run beside each other.
    private const string Event = """{"schedule":{"time":"2026-11-23T06:00:00Z"}}""";
    private const string RunId = "schedule-20261123T060000Z";
    private readonly FunctionRig rig = new();
    private readonly ManualGate never = new();
    private bool isHeld = true;

    public void Dispose()
    {
        never.Dispose();
        rig.Dispose();
    }

    [Fact]
    public async Task Where_the_next_invocation_could_not_be_started_the_retry_of_this_one_goes_on()
    {
        HoldAnAccount();
        rig.BeforeInvoke = () => throw new RunCannotGoOnException("Lambda takes no more events");
        await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Event, TimeSpan.FromSeconds(15), "same"));
        (isHeld, rig.BeforeInvoke) = (false, null);

        var answer = await rig.InvokeAsync(Event, requestId: "same");

        Assert.Equal(("published", 3), (answer["publication"]?.GetValue<string>(), answer["accountsRead"]!.GetValue<int>()));
        Assert.Single(rig.Messages);
    }

    [Fact]
    public async Task An_invocation_that_goes_on_with_a_run_that_a_retry_has_taken_up_leaves_it_to_that()
    {
        HoldAnAccount();
        await rig.InvokeAsync(Event, TimeSpan.FromSeconds(15), "same");
        JsonNode? late = null;
        // Lambda delivers at least once: the event that goes on comes while the same part is at it again.
        rig.BeforePublish = () => late = rig.InvokeAsync($$$"""{"continue":{"runId":"{{{RunId}}}","part":2}}""").Result;
        isHeld = false;

        var answer = await rig.InvokeAsync(Event, requestId: "same");

        Assert.Equal(("published", "continuing"), (answer["publication"]?.GetValue<string>(), late?["status"]?.GetValue<string>()));
        Assert.Single(rig.Messages);
    }

    [Fact]
    public async Task A_run_that_died_after_it_left_its_state_keeps_the_report_that_was_told()
    {
        rig.Organization.Rest();
        await rig.InvokeAsync(Event);
        string[] documents = [$"runs/{RunId}/report.json", $"runs/{RunId}/digest.json", "state/state.json"];
        var told = documents.Select(rig.Get).ToArray();
        // Killed before this was written.
        rig.Delete($"runs/{RunId}/answer.json");

        var answer = await rig.InvokeAsync(Event);

        Assert.Equal(told, documents.Select(rig.Get));
        Assert.Equal("alreadyPublished", answer["publication"]!.GetValue<string>());
        Assert.Single(rig.Messages);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"startedAt":1,"request":{}}""")]
    [InlineData("""{"startedAt":"2026-11-25T06:00:00Z","scheduledFor":null}""")]
    [InlineData("""{"startedAt":"2026-11-25T06:00:00Z","scheduledFor":null,"request":null}""")]
    [InlineData("""{"startedAt":"2026-11-25T06:00:00Z","scheduledFor":[],"request":{"accounts":"all"}}""")]
    public async Task A_damaged_record_of_a_run_is_named(string record)
    {
        rig.Put($"runs/{RunId}/run.json", record);
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync($$$"""{"continue":{"runId":"{{{RunId}}}","part":2}}"""));
        Assert.Contains($"runs/{RunId}/run.json` should say what the run was asked to do", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"files":null,"journal":null}""")]
    [InlineData("""{"files":[null],"journal":null}""")]
    [InlineData("""{"files":[{"path":null,"sha256":"x"}],"journal":null}""")]
    [InlineData("""{"files":[{"path":"organization.json","sha256":null}],"journal":null}""")]
    [InlineData("""{"files":[{"path":"../../etc/passwd","sha256":"x"}],"journal":null}""")]
    public async Task A_damaged_checkpoint_is_none(string manifest)
    {
        rig.Organization.Rest();
        rig.Put($"snapshots/{RunId}/checkpoint.json", manifest);
        Assert.Equal(3, (await rig.InvokeAsync(Event))["accountsRead"]!.GetValue<int>());
    }

    [Fact]
    public async Task Memory_and_disk_that_do_not_suffice_are_said_with_the_parameter_to_raise()
    {
        rig.Organization.Rest();
        rig.BeforePublish = () => throw new AggregateException(new InsufficientMemoryException());
        Assert.Contains("raise MemorySize", (await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Event, requestId: "same"))).Message, StringComparison.Ordinal);
        rig.BeforePublish = () => throw new IOException("No space left on device : '/tmp/x'", 28);
        rig.Pass(TimeSpan.FromMinutes(16));
        Assert.Contains("raise EphemeralStorageMegabytes", (await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Event, requestId: "same"))).Message, StringComparison.Ordinal);
    }

    private void HoldAnAccount()
    {
        rig.Aws.Always(
            "GetAccountAuthorizationDetails",
            request => isHeld && CollectRig.AccountOfSession(request) == CollectRig.InUnit ? FakeAnswer.Ok("").HeldUntil(never.Task) : null);
        rig.Organization.Rest();
    }
}
