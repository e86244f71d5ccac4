using System.Text.Json;
using Auditor.Pipeline.Collect;

namespace Auditor.Function.Events;

/// <summary>Reads the steps of a distributed run, as the state machine sends them.</summary>
internal static class DistributedRequestReader
{
    private const int MostParts = 1000;
    private const string PartWords = "which invocation of this step it is, from 1";

    /// <summary>Reads <c>{"plan":{…}}</c>. The run is named by its event, else by the execution.</summary>
    public static PlanRequest Plan(RequestMembers members)
    {
        members.AllowOnly("event", "execution", "part");
        var audit = members.Value("event") is { ValueKind: JsonValueKind.Object } request && EventReader.Read(request) is AuditRequest found
            ? found
            : throw members.Expected("event", "what a run is asked to do: a schedule's event, or `{\"audit\":{…}}`");
        return new PlanRequest(
            // The execution's name is read only where it names the run: Step Functions takes longer ones than a run may have.
            audit with { RunId = audit.RunId ?? members.RunId("execution") ?? throw members.Expected("execution", "the execution's name, which names the run") },
            members.Number("part", 1, MostParts) ?? throw members.Expected("part", PartWords));
    }

    /// <summary>Reads <c>{"account":{…}}</c>.</summary>
    public static AccountRequest Account(RequestMembers members)
    {
        const string What = "the account to audit: twelve digits";
        members.AllowOnly("runId", "account");
        var account = members.Text("account", What);
        return new AccountRequest(
            members.RunId("runId") ?? throw members.Expected("runId", "the run"),
            account is not null && SnapshotFolder.IsAccount(account) ? account : throw members.Expected("account", What));
    }

    /// <summary>Reads <c>{"aggregate":{…}}</c>.</summary>
    public static AggregateRequest Aggregate(RequestMembers members)
    {
        members.AllowOnly("runId", "part");
        return new AggregateRequest(
            members.RunId("runId") ?? throw members.Expected("runId", "the run"),
            members.Number("part", 1, MostParts) ?? throw members.Expected("part", PartWords));
    }
}
