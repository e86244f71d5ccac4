namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>Which simulator answers.</summary>
public enum SimulatorMode : byte
{
    /// <summary>The embedded engine, offline.</summary>
    Embedded,

    /// <summary>AWS's simulator decides for every listed principal; what it cannot see is unknown.</summary>
    Aws,

    /// <summary>The embedded engine decides, and AWS's simulator is its witness for a sample of the listed principals.</summary>
    Both,
}

/// <summary>The words for modes.</summary>
public static class SimulatorModeWords
{
    /// <summary>The word in reports and on the command line.</summary>
    public static string Word(this SimulatorMode mode) => mode switch
    {
        SimulatorMode.Aws => "aws",
        SimulatorMode.Both => "both",
        _ => "embedded",
    };
}
