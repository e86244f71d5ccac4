namespace Auditor.Engine.Requests;

/// <summary>A context that is exactly what was given: every other key is known to be absent. AWS's simulator works like this.</summary>
public sealed class GivenContext : RequestContext
{
    private readonly Dictionary<string, ContextValue> values;

    /// <summary>Takes the entries; of two whose names differ only in case, the later one counts.</summary>
    public GivenContext(IEnumerable<KeyValuePair<string, ContextValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        values = new Dictionary<string, ContextValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in entries)
            values[key] = value;
    }

    /// <summary>A context without any key.</summary>
    public static GivenContext Empty { get; } = new([]);

    /// <inheritdoc/>
    public override ContextValue Get(string key) => values.TryGetValue(key, out var value) ? value : ContextValue.Absent;
}
