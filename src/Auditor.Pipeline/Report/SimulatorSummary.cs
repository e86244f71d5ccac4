using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Report;

/// <summary>Which simulator answered, and how far the two agree.</summary>
/// <param name="Mode">Which simulator decides.</param>
/// <param name="PrincipalsAsked">How many principals AWS's simulator was to be asked about.</param>
/// <param name="PrincipalsAnswered">For how many it decided at least one request.</param>
/// <param name="DecisionsCompared">How many requests both simulators decided with certainty.</param>
/// <param name="DecisionsDiffering">How many of them one allows and the other denies.</param>
public sealed record SimulatorSummary(SimulatorMode Mode, int PrincipalsAsked, int PrincipalsAnswered, int DecisionsCompared, int DecisionsDiffering)
{
    private PrincipalSimulations simulations = PrincipalSimulations.None;

    /// <summary>AWS was not asked.</summary>
    public static SimulatorSummary EmbeddedOnly { get; } = new(SimulatorMode.Embedded, 0, 0, 0, 0);

    /// <summary>Which simulator gave a principal's verdicts.</summary>
    public SimulatorMode ModeOf(string principalArn) => simulations.ModeOf(principalArn);

    internal static SimulatorSummary Of(AuditFacts facts)
    {
        var asked = facts.Simulations.All.ToArray();
        var compared = asked
            .SelectMany(simulation => facts.Find(simulation.Answer.PrincipalArn) is { } assessed ? SimulatorComparison.Of(assessed.Simulator, simulation) : [])
            .ToArray();
        return new SimulatorSummary(
            facts.Simulations.Mode,
            asked.Length,
            asked.Count(simulation => simulation.Answered > 0),
            compared.Length,
            compared.Count(decision => decision.Differs))
        {
            simulations = facts.Simulations,
        };
    }
}
