using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Function.Events;

/// <summary>What an event asks for.</summary>
internal abstract record FunctionRequest;

/// <summary>Audit the organization, or the part of it that is named.</summary>
internal sealed record AuditRequest : FunctionRequest
{
    /// <summary>The accounts to read; empty reads all.</summary>
    public ImmutableArray<string> Accounts { get; init; } = [];

    /// <summary>The principals to answer for; empty answers for all.</summary>
    public ImmutableArray<ArnPattern> Principals { get; init; } = [];

    /// <summary>The actions to answer for, in full; empty answers for all.</summary>
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>Whether the digest is published; a question is only answered.</summary>
    public bool IsPublished { get; init; }

    /// <summary>The run's name; null makes one of the invocation's id. The same name twice is the same run.</summary>
    public string? RunId { get; init; }

    /// <summary>Which simulator answers; null takes the function's setting.</summary>
    public SimulatorMode? Simulator { get; init; }

    /// <summary>When the schedule fell due; null on demand.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }
}

/// <summary>Answer requests in the form of AWS's <c>SimulateCustomPolicy</c>.</summary>
/// <param name="Input">One request, or a list of them.</param>
internal sealed record SimulateRequest(JsonElement Input) : FunctionRequest;

/// <summary>Explain why somebody can or cannot do something: an own question, or denials that AWS reported.</summary>
/// <param name="Question">The question; null for denials.</param>
/// <param name="Denials">The denials; null for a question.</param>
/// <param name="Context">What is known of the call, by context key; null means known absent.</param>
internal sealed record ExplainRequest(ExplainQuestion? Question, DenialReading? Denials, ImmutableSortedDictionary<string, ImmutableArray<string>?> Context) : FunctionRequest;

/// <summary>An event of EventBridge about a call that AWS denied, as CloudTrail recorded it.</summary>
/// <param name="Denials">What was read of it.</param>
internal sealed record DenialEvent(DenialReading Denials) : FunctionRequest;

/// <summary>Go on with a run that an earlier invocation could not finish.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Part">Which invocation of the run this is; the first is 1.</param>
internal sealed record ContinueRequest(string RunId, int Part) : FunctionRequest;

/// <summary>The first step of a distributed run: say which accounts are to be read.</summary>
/// <param name="Audit">What the run is asked to do; its name is the execution's if it has none.</param>
/// <param name="Part">Which invocation of this step it is; the first is 1.</param>
internal sealed record PlanRequest(AuditRequest Audit, int Part) : FunctionRequest;

/// <summary>A worker's step of a distributed run: audit one account.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Account">The account.</param>
internal sealed record AccountRequest(string RunId, string Account) : FunctionRequest;

/// <summary>The last step of a distributed run: make one report of all results.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Part">Which invocation of this step it is; the first is 1.</param>
internal sealed record AggregateRequest(string RunId, int Part) : FunctionRequest;

/// <summary>Publish a message that says only that messages arrive.</summary>
/// <param name="Owner">The owner whose digests it stands for; null for those of the organization.</param>
internal sealed record TestMessageRequest(string? Owner) : FunctionRequest;

/// <summary>Say how long ago the last whole audit was.</summary>
internal sealed record HeartbeatRequest : FunctionRequest;
