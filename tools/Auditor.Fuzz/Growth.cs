using System.Text.Json.Nodes;
using Auditor.Engine.Policies;

namespace Auditor.Fuzz;

/// <summary>How time and memory of each parser grow with inputs that are made to be dear.</summary>
internal static class Growth
{
    private const int Largest = 10_000_000;
    private const int Rounds = 3;
    // Where time seems to grow too fast, more rounds show whether the parser or the machine was slow: a quadratic parser stays so.
    private const int MostRounds = 9;
    // Linear time doubles with the input, quadratic time takes four times as long; what is above two is measuring error.
    private const double MostGrowth = 2.8;
    private const double TooShortToMeasure = 100;
    private const double MostMemory = 20;

    public static int Measure(string? output)
    {
        if (Measure("planted", "quadratic", Quadratic, size => new byte[size])["holds"]!.GetValue<bool>())
            throw new InvalidOperationException("the measurement lets a quadratic parser pass");
        var found = new JsonArray();
        var isBeyond = false;
        foreach (var (parser, input, make) in HostileInputs.All)
        {
            var one = Measure(parser, input, Prepare(parser), make);
            isBeyond |= !one["holds"]!.GetValue<bool>();
            Console.WriteLine(one.ToJsonString());
            found.Add(one);
        }

        if (output is not null)
            File.WriteAllText(output, new JsonObject { ["largest"] = Largest, ["inputs"] = found }.ToJsonString());
        return isBeyond ? 1 : 0;
    }

    /// <summary>A fuzzer's input is read as several types of policy, and what is written of it read again; here one reading is measured.</summary>
    private static Func<byte[], Action> Prepare(string parser) => parser switch
    {
        "policy" => bytes => () => Parsers.Policy(bytes, PolicyType.IdentityBased),
        "aws-document" => bytes => () => Parsers.AwsDocument(bytes, Stream.Null),
        "aws-evaluation" => AwsAnswers.Prepare,
        _ => bytes => () => Parsers.All[parser](bytes),
    };

    /// <summary>What every run must find to be beyond the limit: it looks back at all that it has read, now and then.</summary>
    private static Action Quadratic(byte[] bytes) => () =>
    {
        for (var at = 0; at < bytes.Length; at += 500)
        {
            if (bytes.AsSpan(0, at).Contains((byte)1))
                return;
        }
    };

    private static JsonObject Measure(string parser, string input, Func<byte[], Action> prepare, Func<int, byte[]> make)
    {
        var measured = new Doublings(prepare, make, Largest);
        for (var round = 0; round < Rounds || (round < MostRounds && !IsLinear(measured) && !measured.IsGivenUp); round++)
            measured.MeasureRound();
        return new JsonObject
        {
            ["parser"] = parser,
            ["input"] = input,
            ["milliseconds"] = Rounded(measured.Milliseconds),
            ["growth"] = Rounded(measured.Growth),
            ["memory"] = Rounded(measured.Memory),
            ["holds"] = IsLinear(measured) && measured.Memory <= MostMemory,
        };
    }

    private static bool IsLinear(Doublings measured) =>
        !measured.IsGivenUp && (measured.Growth <= MostGrowth || measured.Milliseconds < TooShortToMeasure);

    private static double Rounded(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
