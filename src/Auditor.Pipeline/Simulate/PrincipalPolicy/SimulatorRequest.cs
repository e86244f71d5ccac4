namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>How AWS's simulator takes part in an audit.</summary>
/// <param name="Mode">Which simulator decides.</param>
/// <param name="Simulator">Asks AWS.</param>
/// <param name="Sample">For <see cref="SimulatorMode.Both"/> how many principals to ask about; at least 1.</param>
/// <param name="Progress">Is told after each principal how many are done and how many there are; may be null.</param>
public sealed record SimulatorRequest(
    SimulatorMode Mode,
    IPrincipalPolicySimulator Simulator,
    int Sample = SimulationSample.Default,
    IProgress<(int Done, int Of)>? Progress = null);
