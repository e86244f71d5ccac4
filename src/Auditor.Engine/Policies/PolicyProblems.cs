using System.Collections.Immutable;

namespace Auditor.Engine.Policies;

/// <summary>What was noticed so far in one document.</summary>
internal sealed class PolicyProblems
{
    /// <summary>Nobody reads more, and each costs many times the bytes that it has in the document.</summary>
    private const int Most = 1_000;

    private readonly ImmutableArray<PolicyProblem>.Builder problems = ImmutableArray.CreateBuilder<PolicyProblem>();

    /// <exception cref="TooManyException">There are too many already: the document is given up.</exception>
    public void Add(PolicyProblem problem)
    {
        if (problems.Count == Most)
            throw new TooManyException(problem.Position);
        problems.Add(problem);
    }

    public ImmutableArray<PolicyProblem> ToImmutable() => problems.ToImmutable();

    /// <summary>Ends the reading of a document.</summary>
    internal sealed class TooManyException(TextPosition position)
        : Exception($"the document has more than {Most} errors and remarks")
    {
        public TextPosition Position => position;
    }
}
