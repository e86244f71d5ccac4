using System.Collections.Immutable;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>AWS's answers of one audit. Data: the same answers give the same report.</summary>
public sealed class PrincipalSimulations
{
    private readonly ImmutableSortedDictionary<string, PrincipalSimulation> byArn;

    /// <summary>Takes the answers.</summary>
    /// <param name="mode">Which simulator decides.</param>
    /// <param name="simulations">One for each principal that was asked about.</param>
    public PrincipalSimulations(SimulatorMode mode, IEnumerable<PrincipalSimulation> simulations)
    {
        Mode = mode;
        byArn = simulations.ToImmutableSortedDictionary(simulation => simulation.Answer.PrincipalArn, simulation => simulation, StringComparer.Ordinal);
    }

    /// <summary>AWS was not asked.</summary>
    public static PrincipalSimulations None { get; } = new(SimulatorMode.Embedded, []);

    /// <summary>Which simulator decides.</summary>
    public SimulatorMode Mode { get; }

    /// <summary>The simulations, in ordinal order of the principals' ARNs.</summary>
    public IEnumerable<PrincipalSimulation> All => byArn.Values;

    /// <summary>
    /// Why AWS could not be asked: one gap for each account and permission, however many principals it concerns. How many of them were
    /// asked before the account was given up is chance, and AWS's messages name the principal: the first one's stands for all.
    /// </summary>
    public ImmutableArray<Gap> Gaps => [.. All.Select(simulation => simulation.Answer).Where(answer => answer.Gap is not null)
        .GroupBy(answer => (answer.Gap!.Account, answer.Gap.What, answer.Gap.Permission)).Select(GapOf)];

    /// <summary>The simulation of a principal; null if it was not asked about.</summary>
    public PrincipalSimulation? Find(string principalArn) => byArn.GetValueOrDefault(principalArn);

    /// <summary>Which simulator gave the principal's verdicts: <c>both</c> if AWS was the witness.</summary>
    public SimulatorMode ModeOf(string principalArn) => Find(principalArn) is { Answered: > 0 } ? Mode : SimulatorMode.Embedded;

    /// <summary>The answers that are to decide for a principal; null where the embedded engine does.</summary>
    internal PrincipalSimulation? DecidingFor(string principalArn) => Mode == SimulatorMode.Aws ? Find(principalArn) : null;

    /// <summary>What AWS did not answer, for people: one sentence a reason.</summary>
    public IEnumerable<string> Notes()
    {
        var missing = All.SelectMany(simulation => simulation.Missing.Select(item => (item.Action, item.Reason, Arn: simulation.Answer.PrincipalArn)));
        foreach (var byReason in missing.GroupBy(item => item.Reason, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var actions = byReason.Select(item => item.Action).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            var principals = byReason.Select(item => item.Arn).Distinct(StringComparer.Ordinal).Count();
            yield return $"the embedded engine alone answers for {Actions(actions)} of {(principals == 1 ? byReason.First().Arn : $"{principals} principals")}: {byReason.Key}";
        }
    }

    private static Gap GapOf(IEnumerable<SimulationAnswer> answers)
    {
        var concerned = answers.OrderBy(answer => answer.IsNotAsked).ThenBy(answer => answer.PrincipalArn, StringComparer.Ordinal).ToArray();
        var gap = concerned[0].Gap!;
        return concerned.Length == 1 ? gap : gap with { Error = $"{gap.Error}; so {concerned.Length} principals went without its answer" };
    }

    private static string Actions(string[] actions) => actions.Length <= 3 ? string.Join(", ", actions) : $"{actions.Length} actions";
}
