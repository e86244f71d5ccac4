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

    /// <summary>Notes an element that the grammar does not have. What only its case tells from one that it has may have been meant as that one.</summary>
    /// <param name="name">The element.</param>
    /// <param name="meaningful">The elements on which a decision hangs.</param>
    /// <param name="position">Where it stands.</param>
    /// <returns>False for an error.</returns>
    public bool AddUnknown(string name, string[] meaningful, TextPosition position)
    {
        var meant = Array.Find(meaningful, element => element.Equals(name, StringComparison.OrdinalIgnoreCase));
        Add(new PolicyProblem(meant is not null, meant is null ? $"unknown element `{JsonWords.Shorten(name)}`" : $"`{name}` must be written `{meant}`", position));
        return meant is null;
    }

    public ImmutableArray<PolicyProblem> ToImmutable() => firstLeftOut is null
        ? [.. problems ?? []]
        : [.. problems!, new PolicyProblem(isErrorLeftOut, $"{left} more errors and remarks are not listed", firstLeftOut.Position)];
}
