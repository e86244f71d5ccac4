using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Inventory;

/// <summary>What one action says on the resources that an assignment lists: where the verdict on their type does not tell, each is asked about.</summary>
internal sealed class ListedResources(PrincipalSimulator simulator, string action)
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<string>>.Builder listed = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
    private readonly List<string> denied = [];
    private readonly List<string> keys = [];

    /// <summary>Takes the resources of one type with the verdict on them.</summary>
    public void Add(string type, ImmutableArray<string> arns, Verdict verdict)
    {
        listed[type] = arns;
        if (verdict is not (Verdict.Some or Verdict.Conditional))
            return;
        foreach (var (arn, decision) in arns.Select(arn => (arn, simulator.Decide(action, arn))))
        {
            if (decision is Decision.ImplicitDeny or Decision.ExplicitDeny)
                denied.Add(arn);
            else if (decision == Decision.Conditional && verdict == Verdict.Some)
                keys.AddRange(simulator.UnknownKeysOf(action, arn));
        }
    }

    /// <summary>The need with all of it.</summary>
    public AssessedNeed On(AssessedNeed need) => listed.Count == 0 ? need : need with
    {
        Listed = listed.ToImmutable(),
        DeniedListed = ResourceVerdicts.Sorted(denied),
        ListedKeys = ResourceVerdicts.Sorted(keys),
    };
}
