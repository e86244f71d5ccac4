namespace Auditor.Engine.Policies;

/// <summary>A set of names that are mostly few: they are compared one by one, and hashed where they are many.</summary>
internal sealed class NameSet(StringComparer comparer)
{
    private const int Usual = 6;
    private const int Few = 16;
    private readonly List<string> names = new(Usual);
    private HashSet<string>? many;

    public bool IsEmpty => names.Count == 0;

    /// <summary>The names in the order in which they came.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Adds a name; false if it is there.</summary>
    public bool Add(string name)
    {
        if (Has(name))
            return false;
        names.Add(name);
        if (names.Count > Few)
            (many ??= new HashSet<string>(names, comparer)).Add(name);
        return true;
    }

    public bool Has(string name)
    {
        if (many is not null)
            return many.Contains(name);
        foreach (var known in names)
        {
            if (comparer.Equals(known, name))
                return true;
        }

        return false;
    }

    public void Clear()
    {
        names.Clear();
        many = null;
    }
}
