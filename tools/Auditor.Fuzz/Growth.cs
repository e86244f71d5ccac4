using System.Text.Json.Nodes;
using Auditor.Engine.Policies;

namespace Auditor.Fuzz;

/// <summary>How time and memory of each parser grow with inputs that are made to be dear.</summary>
internal static class Growth
{
    private const int Largest = 10_000_000;
    private const int Doublings = 3;
    private const int Repetitions = 3;
    // Linear time doubles with the input; what is above two is measuring error, of which a loaded machine makes much.
    private const double MostGrowth = 2.8;
    private const double TooShortToMeasure = 100;
    private const double MostMemory = 20;

    public static int Measure(string? output)
    {
        var found = new JsonArray();
        var isBeyond = false;
        foreach (var (parser, input, make) in HostileInputs.All)
        {
            var one = Measure(parser, input, make);
            isBeyond |= !one["holds"]!.GetValue<bool>();
            Console.WriteLine(one.ToJsonString());
            found.Add(one);
        }

        if (output is not null)
            File.WriteAllText(output, new JsonObject { ["largest"] = Largest, ["inputs"] = found }.ToJsonString());
        return isBeyond ? 1 : 0;
    }

    private static JsonObject Measure(string parser, string input, Func<int, byte[]> make)
    {
        // A fuzzer's input is read as several types of policy; here one reading is measured.
        Func<byte[], Action> prepare = parser switch
        {
            "policy" => bytes => () => Parsers.Policy(bytes, PolicyType.IdentityBased),
            "aws-evaluation" => AwsAnswers.Prepare,
            _ => bytes => () => Parsers.All[parser](bytes),
        };
        prepare(make(1_000))();
        var times = new double[Doublings + 1];
        double memory = 0;
        for (var step = 0; step <= Doublings; step++)
        {
            var bytes = make(Largest >> (Doublings - step));
            var (milliseconds, allocated) = Fastest(prepare(bytes));
            times[step] = milliseconds;
            memory = Math.Max(memory, allocated / (double)bytes.Length);
        }

        // Over all doublings, so that one slow measurement does not decide.
        var growth = Math.Pow(times[Doublings] / Math.Max(times[0], 1), 1.0 / Doublings);
        return new JsonObject
        {
            ["parser"] = parser,
            ["input"] = input,
            ["milliseconds"] = Rounded(times[Doublings]),
            ["growth"] = Rounded(growth),
            ["memory"] = Rounded(memory),
            ["holds"] = (growth <= MostGrowth || times[Doublings] < TooShortToMeasure) && memory <= MostMemory,
        };
    }

    private static (double Milliseconds, long Allocated) Fastest(Action parse)
    {
        var fastest = double.MaxValue;
        var least = long.MaxValue;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            // The processor's time: a machine that does other things too makes the clock useless.
            var started = Environment.CpuUsage.TotalTime;
            parse();
            fastest = Math.Min(fastest, (Environment.CpuUsage.TotalTime - started).TotalMilliseconds);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (fastest, least);
    }

    private static double Rounded(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
