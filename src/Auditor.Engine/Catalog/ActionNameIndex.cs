using System.Collections.Frozen;

namespace Auditor.Engine.Catalog;

/// <summary>The full names of all actions in force, sorted without case, so that those with a common beginning stand together.</summary>
internal sealed class ActionNameIndex
{
    private readonly string[] _names;

    public ActionNameIndex(IEnumerable<string> lines)
    {
        var names = new List<string>();
        var prefixes = new List<string>();
        foreach (var line in lines)
        {
            var words = line.Split(' ');
            prefixes.Add(words[0]);
            names.AddRange(words.Skip(1).Where(name => name[0] != '-').Select(name => $"{words[0]}:{name}"));
        }

        names.Sort(StringComparer.OrdinalIgnoreCase);
        _names = [.. names];
        Prefixes = prefixes.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        LongestName = names.Max(name => name.Length);
    }

    /// <summary>All prefixes, also those whose actions are all retired.</summary>
    public FrozenSet<string> Prefixes { get; }

    /// <summary>Characters of the longest full name.</summary>
    public int LongestName { get; }

    /// <summary>The first name in force that matches the pattern, or null.</summary>
    public string? FirstMatch(string pattern)
    {
        if (ActionGlob.Of(pattern, LongestName) is not { } glob)
            return null;
        foreach (var name in StartingWith(glob.Head))
        {
            if (glob.Matches(name))
                return name;
        }

        return null;
    }

    /// <summary>The names that begin with these characters, in any case.</summary>
    public ReadOnlySpan<string> StartingWith(ReadOnlySpan<char> head)
    {
        var from = 0;
        for (var to = _names.Length; from < to;)
        {
            var middle = (from + to) / 2;
            if (_names[middle].AsSpan().CompareTo(head, StringComparison.OrdinalIgnoreCase) < 0)
                from = middle + 1;
            else
                to = middle;
        }

        var end = from;
        while (end < _names.Length && _names[end].AsSpan().StartsWith(head, StringComparison.OrdinalIgnoreCase))
            end++;
        return _names.AsSpan(from..end);
    }
}
