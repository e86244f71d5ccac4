using Auditor.Engine.Requests;

namespace Auditor.Engine.Matching;

/// <summary>Notes which context keys a statement asked for and did not get, in the first spelling met. Not for several threads at once.</summary>
/// <param name="isDeaf">True for one that notes nothing: for decisions that nobody asks the reasons of.</param>
internal sealed class KeyCollector(bool isDeaf = false)
{
    /// <summary>Notes nothing, and so is for any thread.</summary>
    public static readonly KeyCollector None = new(isDeaf: true);

    private List<string>? unknown;
    private List<string>? missing;

    public IReadOnlyList<string> Unknown => unknown ?? [];

    public IReadOnlyList<string> Missing => missing ?? [];

    public void Saw(string key, ContextValue value)
    {
        if (isDeaf)
            return;
        if (value.Knowledge == ContextKnowledge.Unknown)
            Add(ref unknown, key);
        else if (value.Knowledge == ContextKnowledge.Absent)
            Add(ref missing, key);
    }

    /// <summary>How much is noted so far.</summary>
    public Mark Noted => new(unknown?.Count ?? 0, missing?.Count ?? 0);

    public void Forget() => (unknown, missing) = (null, null);

    /// <summary>Forgets what was noted since: nothing hangs on it.</summary>
    public void ForgetSince(Mark noted)
    {
        ForgetUnknownSince(noted);
        if (missing?.Count > noted.Missing)
            missing.RemoveRange(noted.Missing, missing.Count - noted.Missing);
    }

    /// <summary>Forgets the keys without known value that were noted since: whatever they are, nothing hangs on them.</summary>
    public void ForgetUnknownSince(Mark noted)
    {
        if (unknown?.Count > noted.Unknown)
            unknown.RemoveRange(noted.Unknown, unknown.Count - noted.Unknown);
    }

    public void AddUnknown(IReadOnlyList<string> keys)
    {
        for (var i = 0; i < keys.Count; i++)
            Add(ref unknown, keys[i]);
    }

    public void AddMissing(IReadOnlyList<string> keys)
    {
        for (var i = 0; i < keys.Count; i++)
            Add(ref missing, keys[i]);
    }

    private static void Add(ref List<string>? list, string key)
    {
        list ??= [];
        foreach (var known in list)
        {
            if (known.Equals(key, StringComparison.OrdinalIgnoreCase))
                return;
        }

        list.Add(key);
    }

    /// <summary>How many keys were noted at some time.</summary>
    public readonly record struct Mark(int Unknown, int Missing);
}
