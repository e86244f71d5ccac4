namespace Auditor.Pipeline.Collect.Json;

/// <summary>The names met so far in each object that is open.</summary>
internal sealed class SeenMembers
{
    /// <summary>Clearing a set costs its largest size; one that grew beyond this is dropped instead.</summary>
    private const int LargestKept = 64;

    private readonly List<HashSet<string>> byDepth = [];

    /// <summary>An object opens at the depth.</summary>
    public void Enter(int depth)
    {
        while (byDepth.Count <= depth + 1)
            byDepth.Add(new HashSet<string>(StringComparer.Ordinal));
        if (byDepth[depth + 1].Count > LargestKept)
            byDepth[depth + 1] = new HashSet<string>(StringComparer.Ordinal);
        else
            byDepth[depth + 1].Clear();
    }

    /// <summary>False if the object whose members stand at the depth has the name already.</summary>
    public bool Add(int depth, string name) => byDepth[depth].Add(name);
}
