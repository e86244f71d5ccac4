using System.Globalization;
using System.Runtime.CompilerServices;
using CsCheck;

namespace Auditor.Engine.Properties;

/// <summary>
/// Runs a property over generated cases. The same seed makes the same cases; <c>AUDITOR_PROPERTY_SEED</c> takes another one, and
/// <c>AUDITOR_PROPERTY_RUNS</c> another number of cases than the ordinary 50,000, of which a law takes its share.
/// </summary>
internal static class PropertyRuns
{
    private const int Ordinary = 50_000;
    private const int ShrinkingRuns = 20_000;

    public static int Wanted => Number("AUDITOR_PROPERTY_RUNS", Ordinary);

    public static int Seed => Number("AUDITOR_PROPERTY_SEED", 1);

    /// <summary>Checks the cases one after the other; the first that fails is made smaller by the library, which throws with it.</summary>
    /// <param name="cases">What makes a case.</param>
    /// <param name="runs">How many cases; of <see cref="Wanted"/>, or of a test that only counts a number of its own.</param>
    /// <param name="check">Throws if the property does not hold; its message carries the case.</param>
    /// <param name="name">The property's name.</param>
    public static void Check(Gen<string> cases, int runs, Action<string> check, [CallerMemberName] string name = "")
    {
        var random = new PCG((uint)Seed, (ulong)StableHash(name));
        for (var run = 0; run < runs; run++)
        {
            var state = random.State;
            var made = cases.Generate(random, null, out _);
            try
            {
                check(made);
            }
            catch (Exception)
            {
                cases.Sample(check, seed: random.ToString(state), iter: Math.Min(runs, ShrinkingRuns), threads: 1);
                throw;
            }
        }

        EvidenceFile.Write($"property-{name}", ("property", name), ("runs", runs), ("seed", Seed));
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    // string.GetHashCode differs from run to run.
    private static uint StableHash(string text) => text.Aggregate(17u, (hash, character) => unchecked((hash * 31) + character));
}
