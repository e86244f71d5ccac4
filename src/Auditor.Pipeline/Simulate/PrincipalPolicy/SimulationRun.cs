using System.Collections.Immutable;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>Asks AWS's simulator about the principals of a report.</summary>
internal static class SimulationRun
{
    /// <summary>The rate of calls is the adapter's matter; a few principals at once keep it busy.</summary>
    private const int AtOnce = 8;

    public static async Task<PrincipalSimulations> AskAsync(ImmutableArray<ListedPrincipal> listed, SimulatorRequest request, CancellationToken cancellationToken)
    {
        var asked = SimulationSample.Of(listed, request.Mode, request.Sample);
        var simulations = new PrincipalSimulation[asked.Length];
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, asked.Length), parallel, async (index, cancelled) =>
        {
            var plan = SimulationPlanner.Plan(asked[index], request.Mode);
            var answer = await request.Simulator.SimulateAsync(plan.Question, cancelled).ConfigureAwait(false);
            simulations[index] = new PrincipalSimulation(plan, answer);
            request.Progress?.Report((Interlocked.Increment(ref done), asked.Length));
        }).ConfigureAwait(false);
        return new PrincipalSimulations(request.Mode, simulations);
    }
}
