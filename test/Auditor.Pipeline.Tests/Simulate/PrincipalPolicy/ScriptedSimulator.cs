using System.Collections.Concurrent;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>Stands in for AWS's simulator: answers from a function, and remembers what it was asked.</summary>
internal sealed class ScriptedSimulator(Func<string, string, SimulatedDecision?> decide) : IPrincipalPolicySimulator
{
    private static readonly SimulatedDecision Any = new() { Call = 0, Action = "", Resource = "", Decision = Decision.Allowed };

    /// <summary>What goes wrong for a principal, if anything.</summary>
    public Gap? Gap { get; init; }

    public ConcurrentBag<SimulationQuestion> Questions { get; } = [];

    /// <summary>The same decision on everything; <paramref name="describe"/> adds to it.</summary>
    public static ScriptedSimulator Saying(Decision decision, Func<SimulatedDecision, SimulatedDecision>? describe = null) =>
        Saying((_, _) => decision, describe);

    public static ScriptedSimulator Saying(
        Func<string, string, Decision> decide, Func<SimulatedDecision, SimulatedDecision>? describe = null) =>
        new((action, resource) => (describe ?? (decision => decision))(Any with { Decision = decide(action, resource) }));

    /// <summary>A decision on the actions that are named, none on the others.</summary>
    public static ScriptedSimulator SayingOnly(Decision decision, params string[] actions) =>
        new((action, _) => actions.Contains(action, StringComparer.Ordinal) ? Any with { Decision = decision } : null);

    public static ScriptedSimulator Failing(Gap gap) => new((_, _) => null) { Gap = gap };

    public SimulatorRequest As(SimulatorMode mode, int sample = SimulationSample.Default) => new(mode, this, sample);

    public Task<SimulationAnswer> SimulateAsync(SimulationQuestion question, CancellationToken cancellationToken)
    {
        Questions.Add(question);
        var decisions = question.Calls.SelectMany(
            (call, index) => call.ActionNames.SelectMany(action => call.ResourceArns.Select(resource =>
            decide(action, resource) is { } decision ? decision with { Call = index, Action = action, Resource = resource } : null)));
        return Task.FromResult(new SimulationAnswer(question.PrincipalArn, [.. decisions.OfType<SimulatedDecision>()], [], Gap));
    }
}
