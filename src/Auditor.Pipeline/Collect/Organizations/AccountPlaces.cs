using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>Finds the way from the root to an account: by parents, else by the path that AWS gives since March 2026.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html"/>.</remarks>
internal sealed class AccountPlaces
{
    private readonly Dictionary<string, string?> parents = new(StringComparer.Ordinal);

    /// <summary>Paths that several accounts share are one array.</summary>
    private readonly Dictionary<string, ImmutableArray<string>> paths = new(StringComparer.Ordinal);

    public AccountPlaces(IEnumerable<OrganizationalUnit> units)
    {
        // A unit that is listed under two parents is under neither for certain.
        foreach (var unit in units)
        {
            if (!parents.TryAdd(unit.Id, unit.ParentId) && parents[unit.Id] != unit.ParentId)
                parents[unit.Id] = null;
        }
    }

    /// <summary>The ids from the root to the last unit; null if the place is not known.</summary>
    public ImmutableArray<string>? Of(OrganizationDraft.Account account)
    {
        if (Walk(account.ParentId) is { } walked)
            return walked;
        return account.Paths.IsEmpty ? null : Split(account.Paths[0], account.Id!);
    }

    private ImmutableArray<string>? Walk(string? parent)
    {
        var way = new List<string>();
        for (var node = parent; node is not null && way.Count <= parents.Count; node = parents.GetValueOrDefault(node))
        {
            way.Add(node);
            if (!IsRoot(node))
                continue;
            way.Reverse();
            return Share(way);
        }

        return null;
    }

    /// <summary>Takes <c>o-…/r-…/ou-…/…/123456789012/</c> apart.</summary>
    private ImmutableArray<string>? Split(string path, string account)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isWhole = parts.Length >= 3 && parts[0].StartsWith("o-", StringComparison.Ordinal) && IsRoot(parts[1]) && parts[^1] == account
            && parts[2..^1].All(part => part.StartsWith("ou-", StringComparison.Ordinal));
        return isWhole ? Share(parts[1..^1]) : null;
    }

    private ImmutableArray<string> Share(IReadOnlyCollection<string> way)
    {
        var key = string.Join('/', way);
        if (!paths.TryGetValue(key, out var path))
            paths[key] = path = [.. way];
        return path;
    }

    private static bool IsRoot(string id) => id.StartsWith("r-", StringComparison.Ordinal);
}
