using System.Text.Json.Nodes;
using Auditor.Aws.Tests.Collect;
using Auditor.Pipeline;
using Auditor.Testing;

namespace Auditor.Function.Tests.Runs;

/// <summary>Published runs that fail, or die, between two writes: nothing is lost, nothing told is taken back.</summary>
public sealed class InterruptedRunTests : IDisposable
{
    private const string Event = """{"schedule":{"time":"2026-11-25T06:00:00Z"}}""";
    private const string RunId = "schedule-20261125T060000Z";
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

    private void HoldAnAccount()
    {
        rig.Aws.Always(
            "GetAccountAuthorizationDetails",
            request => isHeld && CollectRig.AccountOfSession(request) == CollectRig.InUnit ? FakeAnswer.Ok("").HeldUntil(never.Task) : null);
        rig.Organization.Rest();
    }
}
