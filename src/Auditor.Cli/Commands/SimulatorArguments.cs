using System.CommandLine;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Cli.Commands;

/// <summary>The options that say which simulator answers.</summary>
internal sealed class SimulatorArguments
{
    public Option<SimulatorMode> Simulator { get; } = new("--simulator")
    {
        Description = "embedded: offline. aws: AWS's iam:SimulatePrincipalPolicy decides. both: the embedded engine decides, AWS is the witness for a sample.",
    };

    public Option<int> Sample { get; } = new("--sample")
    {
        Description = "How many principals `--simulator both` asks AWS about.",
        DefaultValueFactory = _ => SimulationSample.Default,
    };

    public Option<DirectoryInfo?> Reproductions { get; } = new("--reproductions")
    {
        Description = "Write the requests on which the two simulators disagree (BCA902) into this folder, for `auditor simulate --input`.",
    };

    public void AddTo(Command command)
    {
        // Otherwise numbers would be taken for words.
        Simulator.AcceptOnly("embedded", "aws", "both");
        Sample.Validators.Add(result => CollectArguments.RequireNumber(result, 1, int.MaxValue));
        command.Require(result =>
        {
            if (result.GetResult(Sample) is { Implicit: false } && result.GetValue(Simulator) != SimulatorMode.Both)
                result.AddError("--sample goes with --simulator both");
            if (result.GetResult(Reproductions) is not null && result.GetValue(Simulator) == SimulatorMode.Embedded)
                result.AddError("--reproductions goes with --simulator both or aws");
        });
        foreach (var option in (Option[])[Simulator, Sample, Reproductions])
            command.Add(option);
    }
}
