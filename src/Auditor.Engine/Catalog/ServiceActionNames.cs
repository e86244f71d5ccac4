using Auditor.Engine.Matching;

namespace Auditor.Engine.Catalog;

/// <summary>The full names of the actions in force of one service, sorted without case. Read from their line on first use; safe from any thread.</summary>
/// <param name="line">The prefix and the names, with a space between; names that begin with a hyphen are retired.</param>
internal sealed class ServiceActionNames(string line)
{
    // Two threads may both read the line, and either result serves.
    private Read? read;

    /// <summary>The prefix as AWS writes it.</summary>
    public string Prefix { get; } = line.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var end ? line[..end] : line;

    private Read Names => read ??= new Read(line, Prefix);

    /// <summary>The name that is this one in any case, or null.</summary>
    public string? Exact(string name)
    {
        // A name stands before those that begin with it.
        var (from, to) = Range(name);
        return from < to && Names.Written[from].Length == name.Length ? Names.Written[from] : null;
    }

    /// <summary>The names that begin with these characters, in any case.</summary>
    public ReadOnlySpan<string> StartingWith(ReadOnlySpan<char> head)
    {
        var (from, to) = Range(head);
        return Names.Written.AsSpan(from..to);
    }

    /// <summary>The names that a pattern matches.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="head">What stands before its first wildcard; it may end before the colon.</param>
    /// <param name="characters">How many characters it asks for: more than the longest name has need not be compared.</param>
    public IEnumerable<string> Matches(ActionPattern pattern, string head, int characters)
    {
        if (characters > Names.Longest)
            yield break;
        var (from, to) = Range(head);
        for (var index = from; index < to; index++)
        {
            if (pattern.Matches(Names.Folded[index]))
                yield return Names.Written[index];
        }
    }

    private (int From, int To) Range(ReadOnlySpan<char> head)
    {
        var names = Names.Written;
        var from = 0;
        for (var end = names.Length; from < end;)
        {
            var middle = (from + end) / 2;
            if (names[middle].AsSpan().CompareTo(head, StringComparison.OrdinalIgnoreCase) < 0)
                from = middle + 1;
            else
                end = middle;
        }

        var to = from;
        while (to < names.Length && names[to].AsSpan().StartsWith(head, StringComparison.OrdinalIgnoreCase))
            to++;
        return (from, to);
    }

    /// <summary>What the line says.</summary>
    private sealed class Read
    {
        public Read(string line, string prefix)
        {
            Written = [.. line.Split(' ').Skip(1).Where(name => name[0] != '-').Select(name => $"{prefix}:{name}").Order(StringComparer.OrdinalIgnoreCase)];
            Folded = [.. Written.Select(AsciiCase.Fold)];
            Longest = Written.Length == 0 ? 0 : Written.Max(name => name.Length);
        }

        public string[] Written { get; }

        public string[] Folded { get; }

        public int Longest { get; }
    }
}
