using System.Collections.Immutable;

namespace Auditor.Engine.Policies;

/// <summary>What was noticed so far in one document. A document full of errors does not fill the memory: of the rest the number is told.</summary>
internal sealed class PolicyProblems
{
    private const int Most = 1_000;

    private List<PolicyProblem>? problems;
    private PolicyProblem? firstLeftOut;
    private bool isErrorLeftOut;
    private int left;

    public void Add(PolicyProblem problem)
    {
        problems ??= [];
        if (problems.Count < Most)
        {
            problems.Add(problem);
            return;
        }

        left++;
        firstLeftOut ??= problem;
        isErrorLeftOut |= problem.IsError;
    }

    public ImmutableArray<PolicyProblem> ToImmutable() => firstLeftOut is null
        ? [.. problems ?? []]
        : [.. problems!, new PolicyProblem(isErrorLeftOut, $"{left} more errors and remarks are not listed", firstLeftOut.Position)];
}
