using System.Globalization;
using Distribute;

// distribute work SNAPSHOT RESULTS [FROM COUNT]: what the workers of a run do, one account after the other, without AWS.
// distribute aggregate SNAPSHOT RESULTS REPORT [SEED]: what the last step does; a seed has the workers finish in an order of its own.
switch (args)
{
    case ["work", var snapshot, var results]:
        return Run.Work(snapshot, results, 0, int.MaxValue);
    case ["work", var snapshot, var results, var from, var count]:
        return Run.Work(snapshot, results, Number(from), Number(count));
    case ["aggregate", var snapshot, var results, var report]:
        return Run.Aggregate(snapshot, results, report, seed: null);
    case ["aggregate", var snapshot, var results, var report, var seed]:
        return Run.Aggregate(snapshot, results, report, Number(seed));
    default:
        Console.Error.WriteLine("usage: distribute work SNAPSHOT RESULTS [FROM COUNT] | distribute aggregate SNAPSHOT RESULTS REPORT [SEED]");
        return 1;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
