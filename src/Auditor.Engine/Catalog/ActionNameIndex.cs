using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Auditor.Engine.Matching;

namespace Auditor.Engine.Catalog;

/// <summary>The full names of all actions in force, sorted without case, so that those with a common beginning stand together.</summary>
internal sealed class ActionNameIndex
{
    private readonly string[] _names;
    private readonly string[] _folded;
    private readonly int _longest;

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
        _folded = [.. names.Select(name => name.ToLowerInvariant())];
        _longest = names.Max(name => name.Length);
        Prefixes = prefixes.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        SortedPrefixes = [.. prefixes.Order(StringComparer.Ordinal)];
    }

    /// <summary>All prefixes, also those whose actions are all retired.</summary>
    public FrozenSet<string> Prefixes { get; }

    /// <summary>The same prefixes in ordinal order.</summary>
    public ImmutableArray<string> SortedPrefixes { get; }

    /// <summary>The first name in force that matches the pattern, or null.</summary>
    public string? FirstMatch(string pattern)
    {
        if (!pattern.AsSpan().ContainsAny('*', '?'))
            return Exact(pattern);
        return Matches(pattern).FirstOrDefault();
    }

    /// <summary>Every name in force that matches the pattern.</summary>
    public IEnumerable<string> Matches(string pattern)
    {
        if (Bounded(pattern) is not { } bounded)
            yield break;
        var wildcard = bounded.AsSpan().IndexOfAny('*', '?');
        var (from, to) = Range(wildcard < 0 ? bounded : bounded.AsSpan(0, wildcard));
        var compiled = ActionPattern.Parse(bounded);
        for (var index = from; index < to; index++)
        {
            if (compiled.Matches(_folded[index]))
                yield return _names[index];
        }
    }

    /// <summary>A name stands before those that begin with it.</summary>
    private string? Exact(string name)
    {
        var (from, to) = Range(name);
        return from < to && _names[from].Length == name.Length ? _names[from] : null;
    }

    /// <summary>The names that begin with these characters, in any case.</summary>
    public ReadOnlySpan<string> StartingWith(ReadOnlySpan<char> head)
    {
        var (from, to) = Range(head);
        return _names.AsSpan(from..to);
    }

    /// <summary>
    /// The same pattern with each run of `*` as one, or null if it asks for more characters than the longest name has: so the
    /// cost of a match is bounded whatever the length of the pattern.
    /// </summary>
    private string? Bounded(string pattern)
    {
        var bounded = new StringBuilder();
        var characters = 0;
        foreach (var c in pattern)
        {
            if (c == '*' && bounded.Length > 0 && bounded[^1] == '*')
                continue;
            if (c != '*' && ++characters > _longest)
                return null;
            bounded.Append(c);
        }

        return bounded.ToString();
    }

    private (int From, int To) Range(ReadOnlySpan<char> head)
    {
        var from = 0;
        for (var end = _names.Length; from < end;)
        {
            var middle = (from + end) / 2;
            if (_names[middle].AsSpan().CompareTo(head, StringComparison.OrdinalIgnoreCase) < 0)
                from = middle + 1;
            else
                end = middle;
        }

        var to = from;
        while (to < _names.Length && _names[to].AsSpan().StartsWith(head, StringComparison.OrdinalIgnoreCase))
            to++;
        return (from, to);
    }
}
