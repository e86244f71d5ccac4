using System.Collections.Immutable;

namespace Auditor.Engine.Policies;

/// <summary>What was noticed so far in one document. A document full of errors does not fill the memory: of the rest the number is told.</summary>
internal sealed class PolicyProblems
{
    private const int Most = 1_000;

    private readonly ImmutableArray<PolicyProblem>.Builder problems = ImmutableArray.CreateBuilder<PolicyProblem>();
    private PolicyProblem? firstLeftOut;
    private bool isErrorLeftOut;
    private int left;

    public void Add(PolicyProblem problem)
    {
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
        ? problems.ToImmutable()
        : [.. problems, new PolicyProblem(isErrorLeftOut, $"{left} more errors and remarks are not listed", firstLeftOut.Position)];
}
