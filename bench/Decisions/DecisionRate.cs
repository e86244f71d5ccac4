using Auditor.Engine.Evaluation;
using Auditor.Engine.Requests;

namespace Decisions;

/// <summary>Measures in CPU time of this process: what others do on the machine counts as little as can be.</summary>
internal static class DecisionRate
{
    /// <summary>Decides the whole workload again and again, once before it is measured, until the time is over.</summary>
    /// <returns>Decisions in a second of CPU time, collecting garbage included.</returns>
    public static double Of(Workload workload, Func<AccessRequest, PoliciesInEffect, Decision> decide, double seconds)
    {
        var allowed = Pass(workload, decide);
        var passes = 0;
        var started = Environment.CpuUsage.TotalTime;
        TimeSpan spent;
        do
        {
            if (Pass(workload, decide) != allowed)
                throw new InvalidOperationException("the same questions got other answers");
            passes++;
            spent = Environment.CpuUsage.TotalTime - started;
        }
        while (spent.TotalSeconds < seconds);
        return (double)passes * workload.Count / spent.TotalSeconds;
    }

    private static int Pass(Workload workload, Func<AccessRequest, PoliciesInEffect, Decision> decide)
    {
        var allowed = 0;
        foreach (var role in workload.Roles)
        {
            foreach (var question in role.Questions)
            {
                if (decide(Workload.RequestOf(role, question), role.Policies) == Decision.Allowed)
                    allowed++;
            }
        }

        return allowed;
    }
}
