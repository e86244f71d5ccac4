using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Inventory;

/// <summary>What a run takes for granted of every request: the configuration's <c>assume</c>, and what the command says.</summary>
internal static class AssumedContext
{
    /// <summary>The condition keys with their values.</summary>
    /// <param name="known">Keys with values, null for one that no request has; of two entries of a key the later counts.</param>
    public static IReadOnlyDictionary<string, ContextValue> Of(IEnumerable<KeyValuePair<string, ImmutableArray<string>?>> known)
    {
        var assumed = new Dictionary<string, ContextValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, values) in known)
            assumed[key] = values is { } given ? ValueOf(key, given) : ContextValue.Absent;
        return assumed;
    }

    private static ContextValue ValueOf(string key, ImmutableArray<string> values) =>
        GlobalConditionKeys.Find(key) is { IsMultivalued: true } || values.Length != 1 ? ContextValue.Many(values) : ContextValue.Of(values[0]);
}
