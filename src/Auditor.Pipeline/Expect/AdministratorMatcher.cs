using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>
/// Tells whom the configuration names as administrator, and remembers which patterns named somebody. Safe from any thread.
/// </summary>
internal sealed class AdministratorMatcher(ImmutableArray<ArnPattern> patterns)
{
    private readonly bool[] matched = new bool[patterns.Length];

    public bool Matches(string arn)
    {
        var any = false;
        for (var i = 0; i < patterns.Length; i++)
        {
            if (!patterns[i].Matches(arn))
                continue;
            Volatile.Write(ref matched[i], true);
            any = true;
        }

        return any;
    }

    public IEnumerable<ExpectationNote> Notes()
    {
        for (var i = 0; i < patterns.Length; i++)
        {
            if (!Volatile.Read(ref matched[i]))
                yield return ExpectationNote.UnmatchedPattern($"$.administrators[{i}]", patterns[i]);
        }
    }
}
