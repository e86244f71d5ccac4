using System.Text.Json;
using Auditor.Aws.Collect;
using Auditor.Function.Answers;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Distribute;

/// <summary>What a distributed run has decided once for all its workers, in <c>runs/&lt;run&gt;/plan.json</c>.</summary>
/// <param name="Shared">What was collected for all.</param>
/// <param name="ConfigurationHash">Tells the configuration's text from others; null without one.</param>
/// <param name="EarlierRun">The run whose results may be taken over; null if there is none.</param>
internal sealed record RunPlan(CollectedOnce Shared, string? ConfigurationHash, string? EarlierRun)
{
    /// <summary>Where the list of accounts is that the state machine goes through.</summary>
    public static string ItemsKey(string runId) => $"runs/{runId}/items.json";

    /// <summary>Where the run's own copy of the configuration is: whoever changes the configuration meanwhile changes the next run.</summary>
    public static string ConfigKey(string runId) => $"runs/{runId}/auditor.json";

    /// <summary>Where an account's worker leaves its result.</summary>
    public static string ResultKey(string runId, string account) => $"runs/{runId}/accounts/{account}.json.gz";

    /// <summary>The plan of a run; null if it has none yet.</summary>
    /// <exception cref="RunCannotGoOnException">It cannot be read.</exception>
    public static async Task<RunPlan?> FindAsync(IReportStore store, string runId, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(Key(runId), cancellationToken).ConfigureAwait(false) is not { } document)
            return null;
        try
        {
            using var json = JsonDocument.Parse(document.Content);
            return Read(json.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new RunCannotGoOnException($"`{store.UriOf(Key(runId))}` should say which accounts the run reads, and cannot be read: delete it and plan the run again", error);
        }
    }

    /// <summary>The same for those who need one.</summary>
    /// <exception cref="RunCannotGoOnException">There is none, or it cannot be read.</exception>
    public static async Task<RunPlan> GetAsync(IReportStore store, string runId, CancellationToken cancellationToken) =>
        await FindAsync(store, runId, cancellationToken).ConfigureAwait(false)
        ?? throw new RunCannotGoOnException($"the run `{runId}` has no plan: `{store.UriOf(Key(runId))}` does not exist; the state machine's first step makes it");

    /// <summary>Keeps the plan, after the list of accounts: whoever finds the plan finds the list.</summary>
    public async Task SaveAsync(IReportStore store, string runId, TimeProvider clock, CancellationToken cancellationToken)
    {
        var items = Items();
        await ConditionalUpdate.RunAsync(store, ItemsKey(runId), _ => items, clock, cancellationToken).ConfigureAwait(false);
        var plan = Write();
        await ConditionalUpdate.RunAsync(store, Key(runId), _ => plan, clock, cancellationToken).ConfigureAwait(false);
    }

    private static string Key(string runId) => $"runs/{runId}/plan.json";

    private byte[] Items() => AnswerJson.WriteWhole(writer =>
    {
        writer.WriteStartArray();
        foreach (var account in Shared.ToRead)
        {
            writer.WriteStartObject();
            writer.WriteString("account", account);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private byte[] Write() => AnswerJson.Write(writer =>
    {
        writer.WriteString("payer", Shared.Payer);
        writer.WriteStartArray("accounts");
        foreach (var account in Shared.ToRead)
            writer.WriteStringValue(account);
        writer.WriteEndArray();
        writer.WriteStartArray("refused");
        foreach (var refusal in Shared.Refused)
        {
            writer.WriteStartObject();
            writer.WriteString("account", refusal.Account);
            writer.WriteString("call", refusal.Call);
            writer.WriteString("code", refusal.Code);
            writer.WriteString("permission", refusal.Permission);
            writer.WriteString("message", refusal.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("configuration", ConfigurationHash);
        writer.WriteString("earlierRun", EarlierRun);
    });

    private static RunPlan Read(JsonElement plan) => new(
        new CollectedOnce(
            plan.GetProperty("payer").GetString(),
            [.. plan.GetProperty("accounts").EnumerateArray().Select(account => account.GetString() is { } id && SnapshotFolder.IsAccount(id) ? id : throw new JsonException())],
            [.. plan.GetProperty("refused").EnumerateArray().Select(Refusal)]),
        plan.GetProperty("configuration").GetString(),
        plan.GetProperty("earlierRun").GetString());

    private static SnapshotRefusal Refusal(JsonElement refusal) => new(
        refusal.GetProperty("account").GetString(),
        refusal.GetProperty("call").GetString() ?? "",
        refusal.GetProperty("code").GetString(),
        refusal.GetProperty("permission").GetString(),
        refusal.GetProperty("message").GetString());
}
