using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report;

/// <summary>Groups principals by their verdicts, so that a hundred thousand roles stay a small report.</summary>
internal sealed class AccessClasses
{
    private readonly Dictionary<string, (string Id, int Count, ImmutableArray<KeyValuePair<string, ActionVerdict>> Access)> classes = new(StringComparer.Ordinal);

    // By the array itself: principals with the same verdicts share it.
    private readonly Dictionary<ImmutableArray<ActionVerdict>, (string Key, ImmutableArray<KeyValuePair<string, ActionVerdict>> Access)> rows = [];

    /// <summary>The class of a principal; ids follow the order of the calls.</summary>
    public string Add(AssessedPrincipal assessed)
    {
        var (key, access) = RowOf(assessed);
        var found = classes.TryGetValue(key, out var known)
            ? known
            : (Id: "c" + (classes.Count + 1).ToString(CultureInfo.InvariantCulture), Count: 0, Access: access);
        classes[key] = (found.Id, found.Count + 1, found.Access);
        return found.Id;
    }

    public ImmutableArray<AccessClass> ToImmutable() =>
        [.. classes.Values.OrderBy(entry => entry.Id.Length).ThenBy(entry => entry.Id, StringComparer.Ordinal).Select(entry => new AccessClass(entry.Id, entry.Count, entry.Access))];

    private (string Key, ImmutableArray<KeyValuePair<string, ActionVerdict>> Access) RowOf(AssessedPrincipal assessed)
    {
        if (assessed.OtherAccess.IsEmpty && rows.TryGetValue(assessed.Access, out var known))
            return known;
        var access = AccessOf(assessed);
        var row = (KeyOf(access), access);
        if (assessed.OtherAccess.IsEmpty)
            rows[assessed.Access] = row;
        return row;
    }

    private static ImmutableArray<KeyValuePair<string, ActionVerdict>> AccessOf(AssessedPrincipal assessed) =>
    [
        .. ActionMask.Actions.Select((action, index) => KeyValuePair.Create(action.Name, assessed.Access[index]))
            .Concat(assessed.OtherAccess)
            .Where(entry => entry.Value.Verdict != Verdict.None)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal),
    ];

    private static string KeyOf(ImmutableArray<KeyValuePair<string, ActionVerdict>> access)
    {
        var key = new StringBuilder();
        foreach (var (action, verdict) in access)
        {
            key.Append(action).Append('=').Append(verdict.Verdict.Word())
                .Append('[').AppendJoin(',', verdict.AllowedResources).Append(']')
                .Append('(').AppendJoin(',', verdict.Keys).Append(");");
        }

        return key.ToString();
    }
}
