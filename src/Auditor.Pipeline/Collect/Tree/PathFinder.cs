using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect.Tree;

/// <summary>Finds the way from the root down to an account.</summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListParents.html"/> and, for the written paths,
/// <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html"/>.
/// </remarks>
internal sealed class PathFinder
{
    private const string RootPrefix = "r-";
    private readonly Dictionary<string, NodeDraft> units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>?> known = new(StringComparer.Ordinal);

    public PathFinder(IEnumerable<NodeDraft> units)
    {
        foreach (var unit in units)
            this.units.TryAdd(unit.Id!, unit);
    }

    /// <summary>Root and units above the account, root first; the same array for the same place. Null if the file does not tell.</summary>
    public ImmutableArray<string>? PathOf(NodeDraft account) => Climb(account.ParentId) ?? Written(account);

    private ImmutableArray<string>? Climb(string? parent)
    {
        if (parent is null)
            return null;
        if (known.TryGetValue(parent, out var path))
            return path;
        var steps = new List<string>();
        for (var node = parent; node is not null; node = units.GetValueOrDefault(node)?.ParentId)
        {
            // More steps than units there are: the units lead in a circle.
            if (steps.Count > units.Count)
                break;
            steps.Insert(0, node);
        }

        return known[parent] = steps[0].StartsWith(RootPrefix, StringComparison.Ordinal) ? [.. steps] : UnitPath(parent);
    }

    private ImmutableArray<string>? UnitPath(string unit) =>
        units.TryGetValue(unit, out var node) && Written(node) is { } path ? [.. path.Add(unit).Distinct(StringComparer.Ordinal)] : null;

    /// <summary>Reads <c>o-…/r-…/ou-…/ou-…/111122223333/</c>: what stands between the organization and the node itself.</summary>
    private ImmutableArray<string>? Written(NodeDraft node)
    {
        if (node.Paths.IsDefaultOrEmpty)
            return null;
        var text = node.Paths[0];
        var parts = text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var start = Array.FindIndex(parts, part => part.StartsWith(RootPrefix, StringComparison.Ordinal));
        if (start < 0)
            return null;
        ImmutableArray<string> path = [.. parts[start..].Where(part => !string.Equals(part, node.Id, StringComparison.Ordinal))];
        var key = string.Join('/', path);
        if (known.TryGetValue(key, out var same) && same is not null)
            return same;
        known[key] = path;
        return path;
    }
}
