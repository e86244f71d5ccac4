namespace Auditor.Fuzz;

/// <summary>The processor's time and the memory that one parser takes for inputs that double in size.</summary>
internal sealed class Doublings
{
    private const int Count = 3;
    private const double LongestMilliseconds = 30_000;
    private readonly byte[][] inputs = new byte[Count + 1][];
    private readonly Action[] parses = new Action[Count + 1];
    private readonly double[] fastest = new double[Count + 1];

    public Doublings(Func<byte[], Action> prepare, Func<int, byte[]> make, int largest)
    {
        Array.Fill(fastest, double.MaxValue);
        for (var step = 0; step <= Count; step++)
        {
            inputs[step] = make(largest >> (Count - step));
            parses[step] = prepare(inputs[step]);
        }

        // What is translated and loaded at the first call is no part of the smallest input's time.
        prepare(make(1_000))();
    }

    /// <summary>True if an input took so long that nothing more was measured.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>How many bytes were allocated for each byte of the input, at the size where it was most.</summary>
    public double Memory { get; private set; }

    /// <summary>The time of the largest input that was measured.</summary>
    public double Milliseconds => fastest[Last];

    /// <summary>What one doubling multiplies the time with, over all of them, so that one slow measurement does not decide.</summary>
    public double Growth => Math.Pow(Milliseconds / Math.Max(fastest[0], 1), 1.0 / Math.Max(Last, 1));

    private int Last => Array.FindLastIndex(fastest, time => time < double.MaxValue);

    /// <summary>One measurement of each size in turn, so that a machine busy for a while slows down all of them; the fastest of all rounds counts.</summary>
    public void MeasureRound()
    {
        for (var step = 0; step <= Count && !IsGivenUp; step++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            // The processor's time: a machine that does other things too makes the clock useless.
            var started = Environment.CpuUsage.TotalTime;
            parses[step]();
            var time = (Environment.CpuUsage.TotalTime - started).TotalMilliseconds;
            fastest[step] = Math.Min(fastest[step], time);
            Memory = Math.Max(Memory, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)inputs[step].Length);
            IsGivenUp = time > LongestMilliseconds;
        }
    }
}
