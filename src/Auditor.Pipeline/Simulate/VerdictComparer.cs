using System.Collections.Immutable;

namespace Auditor.Pipeline.Simulate;

/// <summary>Tells verdicts apart by what they say; as records they would compare their lists by identity.</summary>
internal sealed class VerdictComparer : IEqualityComparer<ActionVerdict>
{
    public static VerdictComparer Instance { get; } = new();

    public bool Equals(ActionVerdict? x, ActionVerdict? y) =>
        ReferenceEquals(x, y)
        || (x is not null && y is not null && x.Verdict == y.Verdict && x.ReachesNewResources == y.ReachesNewResources
            && x.AllowedResources.SequenceEqual(y.AllowedResources, StringComparer.Ordinal) && x.Keys.SequenceEqual(y.Keys, StringComparer.Ordinal));

    public int GetHashCode(ActionVerdict obj) => HashCode.Combine(
        obj.Verdict, obj.ReachesNewResources, obj.AllowedResources.Length, obj.Keys.Length, obj.AllowedResources.FirstOrDefault(), obj.Keys.FirstOrDefault());
}

/// <summary>Tells rows of verdicts apart by what they say.</summary>
internal sealed class RowComparer : IEqualityComparer<ImmutableArray<ActionVerdict>>
{
    public static RowComparer Instance { get; } = new();

    public bool Equals(ImmutableArray<ActionVerdict> x, ImmutableArray<ActionVerdict> y) => x.SequenceEqual(y, VerdictComparer.Instance);

    public int GetHashCode(ImmutableArray<ActionVerdict> obj)
    {
        var hash = new HashCode();
        foreach (var verdict in obj)
            hash.Add(verdict, VerdictComparer.Instance);
        return hash.ToHashCode();
    }
}
